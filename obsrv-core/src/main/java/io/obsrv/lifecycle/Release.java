package io.obsrv.lifecycle;

import java.util.Objects;

/** Which release of the library this is. */
final class Release {
  private Release() {}

  /** The version of its jar; {@code development} for one that is not in a jar. */
  static String name() {
    return Objects.requireNonNullElse(
        Release.class.getPackage().getImplementationVersion(), "development");
  }
}
