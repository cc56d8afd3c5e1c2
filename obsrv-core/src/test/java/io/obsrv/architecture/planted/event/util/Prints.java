package io.obsrv.architecture.planted.event.util;

/** Writes to standard output, in a package whose name says nothing. */
final class Prints {
  private Prints() {}

  static void violate() {
    System.out.println("violation");
  }
}
