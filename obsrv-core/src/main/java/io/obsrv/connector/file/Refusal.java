package io.obsrv.connector.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceBatch;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint holds of a watched file that cannot be read: told of once, it is left alone
 * until it has changed, so that the files beside it are read.
 *
 * @param state tells whether it has changed
 * @param before where reading goes on then
 */
record Refusal(String state, Optional<Checkpoint> before) {
  private static final int FORMAT = 1;

  static Refusal of(Path file, Optional<Checkpoint> before) throws IOException {
    return new Refusal(state(file), before);
  }

  /** What {@link #checkpoint} wrote; empty if it did not. */
  static Optional<Refusal> read(Checkpoint checkpoint) {
    try {
      JsonNode json = JsonText.parse(checkpoint.value());
      return json.path("format").asInt() == FORMAT && json.has("refused")
          ? Optional.of(
              new Refusal(
                  json.path("refused").asText(),
                  Optional.ofNullable(json.get("before"))
                      .map(before -> new Checkpoint(before.asText()))))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Whether the file still is what it was. */
  boolean isOf(Path file) throws IOException {
    return state(file).equals(state);
  }

  Checkpoint checkpoint() {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("refused", state);
    before.ifPresent(checkpoint -> json.put("before", checkpoint.value()));
    return new Checkpoint(JsonText.write(json));
  }

  /** Tells of it. */
  SourceBatch batch(ConnectorException why) {
    Event event =
        new Event.Broken(
            new byte[0], RejectionCode.MALFORMED_RECORD, String.valueOf(why.getMessage()));
    return SourceBatch.last(List.of(event), checkpoint());
  }

  /** Rights do not show in the time. */
  private static String state(Path file) throws IOException {
    return "%d %s %s"
        .formatted(Files.size(file), Files.getLastModifiedTime(file), Files.isReadable(file));
  }
}
