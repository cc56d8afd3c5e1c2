package io.obsrv.connector.file;

import io.obsrv.connector.ConnectorException;
import io.obsrv.event.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decides where reading begins, and refuses a file that is not the one that was read before.
 *
 * @param reading what is read, and how
 * @param file the file
 */
record FileStart(Reading reading, Path file) {
  /** What a checkpoint holds; one of another connector, or of other options, is refused. */
  Optional<Mark> mark(Optional<Checkpoint> from) {
    Optional<Mark> mark =
        from.map(
            checkpoint ->
                Mark.read(checkpoint)
                    .orElseThrow(() -> refused("its checkpoint is not one of this connector")));
    mark.filter(m -> !m.manner().equals(reading.manner()))
        .ifPresent(
            m -> {
              throw refused("it was read as %s, not as %s".formatted(m.manner(), reading.manner()));
            });
    return mark;
  }

  /** Where files are watched, another one may take the place of the first, and is read whole. */
  Position position(byte[] head, Optional<Mark> from) throws IOException {
    if (isUtf16(head)) {
      throw reading.fatal(file, "it is UTF-16. Convert it to UTF-8, for example with iconv", null);
    }
    if (from.isEmpty()) {
      return Position.BEGINNING;
    }
    Position position = from.get().position();
    boolean another = !from.get().isOf(head);
    boolean shorter =
        !FileBytes.isGzip(file) && Files.size(file) < position.offset() + position.tail();
    if (reading.watching() && (another || shorter)) {
      return Position.BEGINNING;
    }
    if (another) {
      throw refused("it does not begin as it did, so it is another file");
    }
    if (shorter) {
      throw shorter();
    }
    return position;
  }

  ConnectorException shorter() {
    return refused("it is shorter than it was, so it is another file, or was cut");
  }

  private ConnectorException refused(String found) {
    return reading.fatal(
        file,
        found
            + ". Put the old file back, or reset split '%s' of the source to its beginning"
                .formatted(file),
        null);
  }

  private static boolean isUtf16(byte[] head) {
    return head.length >= 2
        && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
            || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
  }
}
