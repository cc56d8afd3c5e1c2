package io.obsrv.event;

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

  /**
   * What the entries of a part are.
   *
   * @param part one of {@link ArchiveEntry#PARTS}
   * @return the content
   */
  public static Content ofPart(String part) {
    return switch (part) {
      case "rows" -> ROWS;
      case "keys" -> KEYS;
      case "removals" -> REMOVALS;
      case "claims" -> UNIQUE_VALUES;
      case "groups" -> AGGREGATES;
      case "quarantine", "trail" -> QUARANTINE;
      case "batches" -> BATCHES;
      case "checkpoints" -> CHECKPOINTS;
      case "deliveries", "connectors", "connector_trail" -> CONNECTORS;
      default -> BOOKKEEPING;
    };
  }
}
