package io.obsrv.examples;

import io.obsrv.connector.file.FileSource;
import io.obsrv.connector.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The file to read, and how.
 *
 * @param path the file, absolute
 * @param source the source that reads it
 */
record InputFile(Path path, FileSource source) {
  /** Leaves room for a number behind, and for what the table is called. */
  private static final int MAX_ID = 36;

  static InputFile of(Options options, Path directory) {
    if (options.file().isEmpty()) {
      Path shipped = absolute(Shipped.earthquakes(directory));
      return new InputFile(
          shipped, extracted(Files.json(shipped), options.extract().orElse("features")));
    }
    Path path = options.file().get();
    if (!java.nio.file.Files.isRegularFile(path) || !java.nio.file.Files.isReadable(path)) {
      throw new UsageException(
          "'%s' %s; name a file to read, as seen from %s."
              .formatted(path, trouble(path), Path.of("").toAbsolutePath()));
    }
    return new InputFile(absolute(path), source(absolute(path), options));
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** The file's name as a dataset id; files of different names or places may have the same. */
  String plainId() {
    String name = plainName(path).replaceFirst("\\.[a-z]+$", "").replaceAll("[^a-z0-9]+", "_");
    String id = name.matches("[a-z].*") ? name : "data_" + name;
    return id.substring(0, Math.min(MAX_ID, id.length()));
  }

  private static String trouble(Path path) {
    if (!java.nio.file.Files.exists(path)) {
      return "does not exist";
    }
    return java.nio.file.Files.isDirectory(path) ? "is a directory" : "cannot be read";
  }

  private static FileSource extracted(FileSource source, String key) {
    try {
      return source.extract(key);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--extract cannot be used: " + e.getMessage());
    }
  }

  private static FileSource source(Path path, Options options) {
    String name = plainName(path);
    boolean json = name.endsWith(".json") || name.endsWith(".geojson");
    if (options.extract().isPresent() && !json) {
      throw new UsageException(
          "--extract names a list within a .json file, but '" + path + "' is none; leave it out.");
    }
    if (json) {
      FileSource source = Files.json(path);
      return options.extract().map(key -> extracted(source, key)).orElse(source);
    }
    if (name.endsWith(".csv")) {
      return Files.csv(path);
    }
    if (List.of(".jsonl", ".ndjson").stream().anyMatch(name::endsWith)) {
      return Files.jsonLines(path);
    }
    throw new UsageException(
        "'"
            + path
            + "' has an unknown ending; must be .json, .jsonl or .csv, or one of these with .gz.");
  }

  private static String plainName(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }
}
