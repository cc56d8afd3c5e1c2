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
  private static final String WHAT_TO_DO =
      "Put the old file back, or declare the source under another name, which reads from the beginning";

  Position position(byte[] head, Optional<Checkpoint> from) throws IOException {
    if (isUtf16(head)) {
      throw reading.fatal(file, "it is UTF-16. Convert it to UTF-8, for example with iconv", null);
    }
    if (from.isEmpty()) {
      return Position.BEGINNING;
    }
    Mark mark =
        Mark.read(from.get())
            .orElseThrow(() -> refused("its checkpoint is not one of this connector"));
    if (!mark.manner().equals(reading.manner())) {
      throw refused("it was read as %s, not as %s".formatted(mark.manner(), reading.manner()));
    }
    if (!mark.isOf(head)) {
      throw refused("it does not begin as it did, so it is another file");
    }
    Position position = mark.position();
    if (!FileBytes.isGzip(file) && Files.size(file) < position.offset() + position.tail()) {
      throw shorter();
    }
    return position;
  }

  ConnectorException shorter() {
    return refused("it is shorter than it was, so it is another file, or was cut");
  }

  private ConnectorException refused(String found) {
    return reading.fatal(file, found + ". " + WHAT_TO_DO, null);
  }

  private static boolean isUtf16(byte[] head) {
    return head.length >= 2
        && ((head[0] == (byte) 0xff && head[1] == (byte) 0xfe)
            || (head[0] == (byte) 0xfe && head[1] == (byte) 0xff));
  }
}
