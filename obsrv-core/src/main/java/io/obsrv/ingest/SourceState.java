package io.obsrv.ingest;

/** What a source of a dataset is doing. */
public enum SourceState {
  /**
   * It is being read: {@code publish}, {@code start} or the opening of the library brings you here.
   */
  RUNNING,
  /** Every split was read to its end. */
  COMPLETED,
  /** It gave up; the status says why. */
  FAILED,
  /** It was told to stop: the dataset was retired, the source removed or the library closed. */
  STOPPED
}
