package io.obsrv.connector.file;

import io.obsrv.connector.OptionSpec;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a file source can be told. */
enum FileOption {
  PATH(OptionSpec.required("path", "a file, or a glob as data/*.csv").checkedBy(FileOption::path)),
  EXTRACT(
      OptionSpec.optional("extract", "the field that holds the list; a dot goes deeper")
          .checkedBy(FileOption::extract)),
  DELIMITER(
      OptionSpec.optional("delimiter", "the character between two cells; else the header tells")
          .checkedBy(FileOption::delimiter)),
  WATCH(
      OptionSpec.withDefault("watch", "false", "whether to look for new and grown files for ever")
          .flag());

  /** So that it fits into a checkpoint. */
  private static final int MAX_EXTRACT = 1_000;

  private final OptionSpec spec;

  FileOption(OptionSpec spec) {
    this.spec = spec;
  }

  OptionSpec spec() {
    return spec;
  }

  Optional<String> in(Map<String, String> options) {
    return Optional.ofNullable(options.get(spec.name()));
  }

  @Override
  public String toString() {
    return spec.name();
  }

  private static Optional<String> path(String value) {
    try {
      // Some systems do not take a glob as a path, but all take it without these.
      Path path = Path.of(value.replaceAll("[*?]", "x").strip());
      return path.toString().isEmpty() ? Optional.of("must name a file") : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of("must be a path: " + e.getReason());
    }
  }

  private static Optional<String> extract(String value) {
    return value.isBlank() || value.length() > MAX_EXTRACT
        ? Optional.of("must be the name of a field, of at most " + MAX_EXTRACT + " characters")
        : Optional.empty();
  }

  private static Optional<String> delimiter(String value) {
    boolean good = value.length() == 1 && value.charAt(0) < 0x80 && !"\"\n\r\0".contains(value);
    return good
        ? Optional.empty()
        : Optional.of("must be one ASCII character, but no quote and no line break");
  }
}
