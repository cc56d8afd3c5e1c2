package io.obsrv.connector.file;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.connector.OptionSpec;
import io.obsrv.policy.ConnectorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A destination of rows in files, as an author declares it with {@link Files}. Immutable.
 *
 * <p>A file appears under its name only when it is complete and forced to disk; the name holds the
 * first and the last sequence in it. It is complete when it is large enough or old enough, or when
 * the destination is stopped.
 */
public final class FileDestination implements ConnectorConfig {
  static final String DIRECTORY = "directory";
  static final String BYTES = "rotate-bytes";
  static final String EVERY = "rotate-every";

  static final List<OptionSpec> OPTIONS =
      List.of(
          OptionSpec.required(DIRECTORY, "where files appear; made if it is not there"),
          OptionSpec.withDefault(
                  BYTES, Long.toString(64L << 20), "a file of at least so many bytes is complete")
              .integer(1, 1L << 40),
          OptionSpec.withDefault(EVERY, "PT15M", "a file that is so old is complete").duration());

  private final String type;
  private final SortedMap<String, String> options;

  private FileDestination(String type, Map<String, String> options) {
    this.type = type;
    this.options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  static FileDestination of(FileFormat format, Path directory) {
    return new FileDestination(format.type(), Map.of(DIRECTORY, directory.toString()));
  }

  /**
   * The same, with a file being complete when it has so many bytes. Default: 64 MiB.
   *
   * @param bytes at least 1
   * @return the changed destination
   */
  public FileDestination rotateAt(long bytes) {
    return with(BYTES, Long.toString(bytes));
  }

  /**
   * The same, with a file being complete when it is so old. Default: 15 minutes.
   *
   * @param age longer than zero
   * @return the changed destination
   */
  public FileDestination rotateEvery(Duration age) {
    return with(EVERY, age.toString());
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public SortedMap<String, String> options() {
    return options;
  }

  @Override
  public String toString() {
    return type + options;
  }

  private FileDestination with(String option, String value) {
    Optional<String> problem =
        OPTIONS.stream()
            .filter(spec -> spec.name().equals(option))
            .flatMap(spec -> spec.problem(value).stream())
            .findFirst();
    checkArgument(problem.isEmpty(), "%s '%s' %s", option, value, problem.orElse(""));
    Map<String, String> changed = new TreeMap<>(options);
    changed.put(option, value);
    return new FileDestination(type, changed);
  }
}
