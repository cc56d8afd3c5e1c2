package io.obsrv.connector.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import io.obsrv.schema.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One record on disk: the length of what follows, its CRC-32, a letter for the kind of event, and
 * the event's bytes.
 */
final class Frame {
  /** Length and checksum. */
  static final int HEAD = 8;

  private static final byte JSON = 'j';
  private static final byte CELLS = 'c';
  private static final byte BROKEN = 'b';

  private Frame() {}

  static byte[] of(Event event) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (event instanceof Event.Json json) {
      body.write(JSON);
      body.write(json.utf8());
    } else if (event instanceof Event.Cells cells) {
      body.write(CELLS);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      cells.cells().forEach(object::put);
      body.write(JsonText.write(object).getBytes(UTF_8));
    } else {
      Event.Broken broken = (Event.Broken) event;
      DataOutputStream out = new DataOutputStream(body);
      out.write(BROKEN);
      out.writeUTF(broken.code().name());
      byte[] message = broken.message().getBytes(UTF_8);
      out.writeInt(message.length);
      out.write(message);
      out.write(broken.raw());
    }
    byte[] bytes = body.toByteArray();
    ByteArrayOutputStream frame = new ByteArrayOutputStream(bytes.length + HEAD);
    DataOutputStream out = new DataOutputStream(frame);
    out.writeInt(bytes.length);
    out.writeInt(checksum(bytes));
    out.write(bytes);
    return frame.toByteArray();
  }

  /** The next record's bytes; empty where it is torn, or there is none. */
  static Optional<byte[]> next(DataInputStream in, long available) throws IOException {
    if (available < HEAD) {
      return Optional.empty();
    }
    try {
      int length = in.readInt();
      int checksum = in.readInt();
      if (length < 1 || length > available - HEAD) {
        return Optional.empty();
      }
      byte[] body = in.readNBytes(length);
      return body.length == length && checksum(body) == checksum
          ? Optional.of(body)
          : Optional.empty();
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  static Event event(byte[] body) {
    return switch (body[0]) {
      case JSON -> new Event.Json(Arrays.copyOfRange(body, 1, body.length));
      case CELLS -> new Event.Cells(cells(new String(body, 1, body.length - 1, UTF_8)));
      default -> broken(body);
    };
  }

  private static Map<String, String> cells(String text) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> cell : JsonText.parse(text).properties()) {
      cells.put(cell.getKey(), cell.getValue().textValue());
    }
    return cells;
  }

  private static Event broken(byte[] body) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(body, 1, body.length - 1))) {
      RejectionCode code = RejectionCode.valueOf(in.readUTF());
      String message = new String(in.readNBytes(in.readInt()), UTF_8);
      return new Event.Broken(in.readAllBytes(), code, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
