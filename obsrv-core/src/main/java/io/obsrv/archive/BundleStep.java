package io.obsrv.archive;

/** The steps at the files of bundles, each told when it is done: where tests end the process. */
enum BundleStep {
  /** The temporary file is there, with nothing in it. */
  OPENED,
  /** The temporary file is whole. */
  WRITTEN,
  /** Every byte of the temporary file was checked. */
  READ_BACK,
  /** The file has its name. */
  MOVED,
  /** A file is gone; once per file. */
  REMOVED
}
