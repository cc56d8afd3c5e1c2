package io.obsrv.connector.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects the regular files that match. */
final class MatchingFiles extends SimpleFileVisitor<Path> {
  private final Predicate<Path> matches;
  private final List<Path> found = new ArrayList<>();

  MatchingFiles(Predicate<Path> matches) {
    this.matches = matches;
  }

  List<Path> found() {
    return found;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && matches.test(file)) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  /** What vanished is not there, and a loop was seen already; but nothing is left out silently. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }
}
