package io.obsrv.event;

import java.util.Map;

/** What of a dataset a stored table holds. */
public enum Content {
  /** Its rows. */
  ROWS,
  /** The groups of an aggregate table. */
  AGGREGATES,
  /** The keys by which duplicates, or the rows to replace, are found. */
  KEYS,
  /** What is left of rows that were removed. */
  REMOVALS,
  /** Values that must be unique. */
  UNIQUE_VALUES,
  /** Records that failed, and what became of them. */
  QUARANTINE,
  /** Batches that have a name, with their receipts. */
  BATCHES,
  /** How far sources have been read. */
  CHECKPOINTS,
  /** How far destinations have got, and how connectors are doing. */
  CONNECTORS,
  /** Counters, columns and versions. */
  BOOKKEEPING;

  private static final Map<String, Content> BY_PART =
      Map.ofEntries(
          Map.entry("rows", ROWS),
          Map.entry("keys", KEYS),
          Map.entry("removals", REMOVALS),
          Map.entry("claims", UNIQUE_VALUES),
          Map.entry("groups", AGGREGATES),
          Map.entry("quarantine", QUARANTINE),
          Map.entry("trail", QUARANTINE),
          Map.entry("batches", BATCHES),
          Map.entry("checkpoints", CHECKPOINTS),
          Map.entry("deliveries", CONNECTORS),
          Map.entry("connectors", CONNECTORS),
          Map.entry("connector_trail", CONNECTORS));

  /**
   * What the entries of a part are.
   *
   * @param part one of {@link ArchiveEntry#PARTS}
   * @return the content
   */
  public static Content ofPart(String part) {
    return BY_PART.getOrDefault(part, BOOKKEEPING);
  }
}
