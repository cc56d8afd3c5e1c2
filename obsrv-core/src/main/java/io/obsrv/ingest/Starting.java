package io.obsrv.ingest;

/** When connectors of live datasets run in this process. */
public enum Starting {
  /** When the library is opened, or a dataset is published, here or in another process. */
  ON_OPEN,
  /** When somebody asks for it here: those of a dataset, or one of them. */
  ON_CALL
}
