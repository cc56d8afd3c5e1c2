package io.obsrv.connector.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who reads an inbox, and the segment that each still needs; kept beside the segments, so that one
 * that does not run now loses nothing. Guarded by the monitor of the segments.
 */
final class Readers {
  private final Path file;
  private final Map<String, Long> needed = new TreeMap<>();

  private Readers(Path file) {
    this.file = file;
  }

  static Readers of(Path directory) throws IOException {
    Readers readers = new Readers(directory.resolve("readers"));
    if (Files.exists(readers.file)) {
      for (String line : Files.readAllLines(readers.file, UTF_8)) {
        String[] parts = line.split(" ", 2);
        readers.needed.put(parts[1], Long.parseLong(parts[0]));
      }
    }
    return readers;
  }

  /** A reader needs a segment and those behind it. */
  void need(String reader, long segment) throws IOException {
    Long before = needed.put(reader, segment);
    if (before == null || before != segment) {
      write();
    }
  }

  /** A reader needs nothing any more. */
  void release(String reader) throws IOException {
    if (needed.remove(reader) != null) {
      write();
    }
  }

  /** Whether nobody needs a segment; while there are no readers, one may still come. */
  boolean isDone(long segment) {
    return !needed.isEmpty() && needed.values().stream().allMatch(first -> first > segment);
  }

  private void write() throws IOException {
    String lines =
        needed.entrySet().stream()
            .map(reader -> reader.getValue() + " " + reader.getKey() + "\n")
            .collect(Collectors.joining());
    Path next = file.resolveSibling("readers.next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
