package io.obsrv.connector.file;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;

/**
 * Where a record is, to tell what is wrong with it.
 *
 * @param what line, row or element
 * @param number its number, from 1
 * @param offset the bytes before it
 */
record Place(String what, long number, long offset) {

  Event tooLarge(byte[] head, long length, int max) {
    String found = "from byte %d on has %d bytes, must have at most %d";
    return broken(head, RejectionCode.TOO_LARGE, found.formatted(offset, length, max));
  }

  Event cut(byte[] raw) {
    return broken(raw, RejectionCode.TRUNCATED, "is cut: the file ends within it");
  }

  Event broken(byte[] raw, RejectionCode code, String found) {
    return new Event.Broken(raw, code, this + " " + found);
  }

  @Override
  public String toString() {
    return what + " " + number;
  }
}
