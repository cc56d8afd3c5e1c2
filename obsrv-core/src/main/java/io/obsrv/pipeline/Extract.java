package io.obsrv.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.google.common.base.Utf8;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import io.obsrv.event.Stage;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The first stage: from what arrived to a JSON object. Immutable. */
final class Extract {
  private final int maxEventBytes;
  private final CellsReader cells;

  Extract(int maxEventBytes, CellsReader cells) {
    this.maxEventBytes = maxEventBytes;
    this.cells = cells;
  }

  JsonNode apply(Event event) throws RejectedException {
    if (event instanceof Event.Broken broken) {
      throw rejected(broken.code(), broken.message());
    }
    int size = event.size();
    if (size > maxEventBytes) {
      throw rejected(
          RejectionCode.TOO_LARGE,
          "record has %d bytes, the dataset takes at most %d".formatted(size, maxEventBytes));
    }
    return event instanceof Event.Json json
        ? object(json.utf8())
        : cells.read(((Event.Cells) event).cells());
  }

  private static JsonNode object(byte[] utf8) throws RejectedException {
    if (!Utf8.isWellFormed(utf8)) {
      throw rejected(RejectionCode.INVALID_UTF8, "record is not UTF-8");
    }
    JsonNode json = parse(utf8);
    if (json.isMissingNode()) {
      throw rejected(RejectionCode.MALFORMED_JSON, "record is empty, must be a JSON object");
    }
    if (!json.isObject()) {
      throw rejected(
          RejectionCode.NOT_AN_OBJECT,
          "record is JSON of type "
              + json.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
              + ", must be an object");
    }
    return json;
  }

  private static JsonNode parse(byte[] utf8) throws RejectedException {
    try {
      return JsonText.read(utf8);
    } catch (StreamConstraintsException e) {
      RejectionCode code =
          e.getOriginalMessage().contains("nesting depth")
              ? RejectionCode.TOO_DEEP
              : RejectionCode.MALFORMED_JSON;
      throw rejected(code, e.getOriginalMessage());
    } catch (MismatchedInputException e) {
      RejectionCode code =
          e.getOriginalMessage().contains("Duplicate field")
              ? RejectionCode.DUPLICATE_FIELD
              : RejectionCode.MALFORMED_JSON;
      throw rejected(code, e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw rejected(RejectionCode.MALFORMED_JSON, position(e) + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null ? "" : "at byte " + e.getLocation().getByteOffset() + ": ";
  }

  private static RejectedException rejected(RejectionCode code, String message) {
    return new RejectedException(Stage.EXTRACT, code, "", message);
  }
}
