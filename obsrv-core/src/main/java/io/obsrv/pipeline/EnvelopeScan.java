package io.obsrv.pipeline;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.TextNode;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import io.obsrv.event.Stage;
import io.obsrv.policy.Envelope;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks through one envelope and cuts its records out. Used once, by one thread. */
final class EnvelopeScan {
  private static final int MAX_ID = 200;

  private final Envelope envelope;
  private final List<String> eventsPath;
  private final List<String> idPath;
  private final JsonParser parser;
  private final byte[] raw;
  private @Nullable List<Event> records;
  private @Nullable String id;

  EnvelopeScan(Envelope envelope, JsonParser parser, byte[] raw) {
    this.envelope = envelope;
    this.eventsPath = envelope.eventsPath();
    this.idPath = envelope.idPath();
    this.parser = parser;
    this.raw = raw;
  }

  List<Event> records() {
    return records == null ? List.of() : records;
  }

  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** From the beginning of the envelope's object to the end of the text. */
  void read() throws IOException, RejectedException {
    object(new ArrayList<>());
    if (parser.nextToken() != null) {
      throw rejected(RejectionCode.MALFORMED_JSON, "envelope has something behind its object");
    }
    if (records == null) {
      throw rejected(
          RejectionCode.MISSING_FIELD,
          "envelope has no field '%s', must have an array of records there"
              .formatted(envelope.events()));
    }
    if (!idPath.isEmpty() && id == null) {
      throw rejected(
          RejectionCode.MISSING_FIELD,
          "envelope has no field '%s', must name its batch there"
              .formatted(String.join(".", idPath)));
    }
  }

  private void object(List<String> path) throws IOException, RejectedException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      path.add(parser.currentName());
      JsonToken token = parser.nextToken();
      if (path.equals(eventsPath)) {
        array(token);
      } else if (path.equals(idPath)) {
        name(token);
      } else if (token == JsonToken.START_OBJECT
          && (leads(path, eventsPath) || leads(path, idPath))) {
        object(path);
      } else {
        parser.skipChildren();
      }
      path.remove(path.size() - 1);
    }
  }

  private static boolean leads(List<String> path, List<String> to) {
    return path.size() < to.size() && path.equals(to.subList(0, path.size()));
  }

  private void array(JsonToken token) throws IOException, RejectedException {
    if (records != null) {
      throw rejected(
          RejectionCode.DUPLICATE_FIELD,
          "envelope has field '%s' twice".formatted(envelope.events()));
    }
    if (token != JsonToken.START_ARRAY) {
      throw rejected(
          RejectionCode.WRONG_TYPE,
          "field '%s' of the envelope is not an array of records".formatted(envelope.events()));
    }
    records = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      records.add(new Event.Json(next.isScalarValue() ? scalar(next) : cut()));
    }
  }

  private byte[] cut() throws IOException {
    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    parser.skipChildren();
    return Arrays.copyOfRange(raw, from, Math.toIntExact(parser.currentLocation().getByteOffset()));
  }

  private byte[] scalar(JsonToken token) throws IOException {
    String text = parser.getText();
    String json = token == JsonToken.VALUE_STRING ? JsonText.write(TextNode.valueOf(text)) : text;
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private void name(JsonToken token) throws IOException, RejectedException {
    String field = String.join(".", idPath);
    if (id != null) {
      throw rejected(
          RejectionCode.DUPLICATE_FIELD, "envelope has field '%s' twice".formatted(field));
    }
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      parser.skipChildren();
      throw rejected(
          RejectionCode.WRONG_TYPE,
          "field '%s' of the envelope is not a text or number, must name its batch"
              .formatted(field));
    }
    String text = parser.getText();
    if (text.isBlank() || text.length() > MAX_ID || text.indexOf('\0') >= 0) {
      throw rejected(
          RejectionCode.CONSTRAINT,
          "field '%s' of the envelope is '%.50s', must have 1 to %d characters, not all blank"
              .formatted(field, text, MAX_ID));
    }
    id = text;
  }

  static RejectedException rejected(RejectionCode code, String message) {
    return new RejectedException(Stage.EXTRACT, code, "", message);
  }
}
