package io.obsrv.ingest;

import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import io.obsrv.dataset.DatasetDefinition;
import java.util.List;

/**
 * The splits that sources have.
 *
 * @param ports knows those that were read, and the connectors that list those there are
 */
record KnownSplits(IngestPorts ports) {
  private static final int SHOWN = 10;

  /**
   * Refuses a split that was never read and is not there now.
   *
   * @throws io.obsrv.connector.ConnectorException if the source cannot tell
   */
  void check(DatasetDefinition definition, String source, String split) {
    if (ports.store().checkpoint(definition.id(), source, split).isPresent()) {
      return;
    }
    try (Source opened = ports.connectors().openSource(definition, source)) {
      List<String> splits = opened.splits().stream().map(Split::id).toList();
      if (!splits.contains(split)) {
        throw new IllegalArgumentException(
            "source '%s' of dataset '%s' has no split '%s', only %s%s"
                .formatted(
                    source,
                    definition.id(),
                    split,
                    splits.stream().limit(SHOWN).toList(),
                    splits.size() > SHOWN ? " and %d more".formatted(splits.size() - SHOWN) : ""));
      }
    }
  }
}
