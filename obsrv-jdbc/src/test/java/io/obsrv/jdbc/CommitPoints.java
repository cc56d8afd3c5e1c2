package io.obsrv.jdbc;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The steps of a commit by their names, for tests in other packages. */
public final class CommitPoints {
  private CommitPoints() {}

  public static List<String> names() {
    return Arrays.stream(CommitStep.values()).map(CommitStep::name).toList();
  }

  /** A storage that tells of each step of each commit. */
  public static JdbcStorage h2(Path directory, Consumer<String> reached) {
    return JdbcStorage.configure().commitHook(step -> reached.accept(step.name())).h2(directory);
  }
}
