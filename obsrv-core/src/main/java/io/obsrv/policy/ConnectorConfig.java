package io.obsrv.policy;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A connector instance as an author declares it: the connector's name and its options. Implemented
 * by the builders of connectors.
 */
public interface ConnectorConfig {

  /**
   * The name of the connector.
   *
   * @return for example {@code jsonl}
   */
  String type();

  /**
   * The options, by name.
   *
   * @return the options that are set, as text
   */
  SortedMap<String, String> options();

  /**
   * A configuration of any connector.
   *
   * @param type the name of the connector
   * @param options the options; copied
   * @return the configuration
   */
  static ConnectorConfig of(String type, Map<String, String> options) {
    return new PlainConnectorConfig(type, new TreeMap<>(options));
  }
}
