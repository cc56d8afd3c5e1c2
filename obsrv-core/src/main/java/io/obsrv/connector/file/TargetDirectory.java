package io.obsrv.connector.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.DestinationContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of one destination appear. Complete ones are named by dataset, destination, and
 * their first and last sequence; the one being written begins with a dot.
 *
 * @param directory the directory
 * @param prefix the beginning of names
 * @param suffix the end of names
 * @param subject the destination, for messages
 */
record TargetDirectory(Path directory, String prefix, String suffix, String subject) {

  static TargetDirectory of(DestinationContext context, FileFormat format) {
    return new TargetDirectory(
        Path.of(context.option(FileDestination.DIRECTORY)).toAbsolutePath().normalize(),
        context.dataset() + "." + context.name() + ".",
        "." + format.type(),
        context.subject());
  }

  /** The file being written. */
  Path part() {
    return directory.resolve("." + prefix + "part");
  }

  /** Makes the directory if need be, and removes what a crash left. */
  void prepare() throws IOException {
    Files.createDirectories(directory);
    Files.deleteIfExists(part());
  }

  /** The last sequence of all complete files, 0 if there is none. */
  long position() throws IOException {
    Pattern name =
        Pattern.compile(Pattern.quote(prefix) + "\\d{19}-(\\d{19})" + Pattern.quote(suffix));
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> name.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .mapToLong(match -> Long.parseLong(match.group(1)))
          .max()
          .orElse(0);
    }
  }

  /** Gives the written file its name, so that it stays there when the machine fails. */
  void complete(long first, long last) throws IOException {
    Path name = directory.resolve("%s%019d-%019d%s".formatted(prefix, first, last, suffix));
    Files.move(part(), name, ATOMIC_MOVE);
    force();
  }

  private void force() throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return; // There a directory cannot be opened, and a rename is durable.
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  ConnectorException failure(IOException e) {
    return ConnectorException.retryable(
        "%s cannot write to '%s': %s.".formatted(subject, directory, e), e);
  }

  /** What was not complete comes again. */
  ConnectorException closed() {
    return ConnectorException.retryable("%s was closed.".formatted(subject), null);
  }
}
