package io.obsrv.policy;

import java.util.Collections;
import java.util.SortedMap;

/** A configuration with nothing but its facts. */
record PlainConnectorConfig(String type, SortedMap<String, String> options)
    implements ConnectorConfig {
  PlainConnectorConfig {
    options = Collections.unmodifiableSortedMap(options);
  }
}
