package io.obsrv.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How fast records are processed.
 *
 * @param records every record that arrived and was committed as accepted, duplicate or quarantined
 * @param stages time per record by stage, in the order of the pipeline
 */
public record ProcessingSpeed(Rate records, Map<String, Percentiles> stages) {

  /** Copies the map, in its order. */
  public ProcessingSpeed {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }
}
