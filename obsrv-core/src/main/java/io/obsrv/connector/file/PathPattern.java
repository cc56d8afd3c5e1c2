package io.obsrv.connector.file;

import com.google.common.base.CharMatcher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The files that a path stands for. */
final class PathPattern {
  private static final CharMatcher WILD = CharMatcher.anyOf("*?[{");

  private PathPattern() {}

  /** Absolute paths in the order of their names, at least one unless there may be none yet. */
  static List<Path> list(Reading reading) {
    String path = reading.path();
    if (!WILD.matchesAnyOf(path) || exists(path)) {
      Path file = absolute(Path.of(path));
      return reading.watching() && Files.notExists(file) ? List.of() : List.of(file);
    }
    String slashed = path.replace(FileSystems.getDefault().getSeparator(), "/");
    int wild = slashed.lastIndexOf('/', WILD.indexIn(slashed)) + 1;
    Path below = absolute(Path.of(slashed.substring(0, wild)));
    List<Path> files = find(reading, below, slashed.substring(wild));
    if (files.isEmpty() && !reading.watching()) {
      throw reading.fatal(
          path,
          "no file below '%s' matches. Correct the path, or create the file first".formatted(below),
          null);
    }
    return files;
  }

  private static List<Path> find(Reading reading, Path below, String glob) {
    PathMatcher deep = matcher(reading, glob);
    // As in shells, any number of directories can be none.
    PathMatcher flat = matcher(reading, glob.replace("**/", ""));
    MatchingFiles files =
        new MatchingFiles(
            file -> deep.matches(below.relativize(file)) || flat.matches(below.relativize(file)));
    int depth = glob.contains("**") ? Integer.MAX_VALUE : glob.split("/", -1).length;
    try {
      Files.walkFileTree(below, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, files);
    } catch (IOException e) {
      throw reading.failure(below, e);
    }
    return files.found().stream().sorted(Comparator.comparing(Path::toString)).toList();
  }

  private static PathMatcher matcher(Reading reading, String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw reading.fatal(
          reading.path(),
          "there is no such file, and as a glob it is malformed: " + e.getDescription(),
          e);
    }
  }

  /** Refuses what is no readable file, in words that tell what to do. */
  static void check(Reading reading, Path file) {
    if (Files.isDirectory(file)) {
      throw reading.fatal(
          file, "it is a directory. To read the files in it, set path to '" + file + "/*'", null);
    }
    if (!Files.exists(file)) {
      throw reading.fatal(
          file,
          "there is no such file. Correct the path, or create the file first",
          new FileNotFoundException(file.toString()));
    }
    if (!Files.isRegularFile(file)) {
      throw reading.fatal(
          file, "it is no regular file, and could not be read again after a crash", null);
    }
    if (!Files.isReadable(file)) {
      throw reading.fatal(file, "this program may not read it. Change its permissions", null);
    }
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
