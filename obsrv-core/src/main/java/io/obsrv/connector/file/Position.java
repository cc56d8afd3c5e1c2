package io.obsrv.connector.file;

/**
 * A place between two records of a file.
 *
 * @param offset bytes before it, in the file or, if it is gzip, in what it unpacks to
 * @param count lines before it, or elements of the list
 * @param tail bytes behind it that were there, though the place is before them
 * @param ending what lies behind it
 */
record Position(long offset, long count, long tail, Ending ending) {
  static final Position BEGINNING = behind(0, 0);

  static Position behind(long offset, long count) {
    return new Position(offset, count, 0, Ending.CLEAN);
  }

  /** This, where the last line had no line break. */
  Position unterminated() {
    return new Position(offset, count, 0, Ending.UNTERMINATED);
  }

  /** This, or a little further before the same record, where damage of so many bytes follows. */
  Position cut(long at, long length) {
    return new Position(at, count, length, Ending.CUT);
  }
}
