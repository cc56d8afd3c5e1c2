package io.obsrv.connector.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.obsrv.event.Checkpoint;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What a checkpoint of a file holds.
 *
 * @param manner how the file was read
 * @param position how far
 * @param head how many of its first bytes were looked at
 * @param fingerprint of those bytes
 */
record Mark(String manner, Position position, int head, String fingerprint) {
  /** How many bytes of a file are looked at, to know it again. */
  static final int HEAD = 1024;

  private static final int FORMAT = 1;

  static Mark of(String manner, Position position, byte[] head) {
    int length = (int) Math.min(head.length, position.offset());
    return new Mark(manner, position, length, fingerprint(head, length));
  }

  /** Whether a file that begins so is the one that was read. */
  boolean isOf(byte[] begin) {
    return begin.length >= head && fingerprint(begin, head).equals(fingerprint);
  }

  Checkpoint checkpoint() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", FORMAT)
            .put("manner", manner)
            .put("offset", position.offset())
            .put("count", position.count())
            .put("tail", position.tail())
            .put("ending", position.ending().name())
            .put("head", head)
            .put("fingerprint", fingerprint);
    return new Checkpoint(JsonText.write(json));
  }

  /** What {@link #checkpoint} wrote; empty if it did not. */
  static Optional<Mark> read(Checkpoint checkpoint) {
    try {
      JsonNode json = JsonText.parse(checkpoint.value());
      if (json.path("format").asInt() != FORMAT) {
        return Optional.empty();
      }
      Position position =
          new Position(
              json.path("offset").asLong(),
              json.path("count").asLong(),
              json.path("tail").asLong(),
              Ending.valueOf(json.path("ending").asText()));
      return Optional.of(
          new Mark(
              json.path("manner").asText(),
              position,
              json.path("head").asInt(),
              json.path("fingerprint").asText()));
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String fingerprint(byte[] bytes, int length) {
    return Hashing.murmur3_128().hashBytes(bytes, 0, length).toString();
  }
}
