package io.obsrv.archive;

import java.nio.file.Path;
import java.util.function.Consumer;

/** The steps at the files of bundles by their names, for tests in other packages. */
public final class BundlePoints {
  private BundlePoints() {}

  /** Bundles that tell of each step. */
  public static Bundles in(Path directory, Consumer<String> reached) {
    return Bundles.in(directory, step -> reached.accept(step.name()));
  }
}
