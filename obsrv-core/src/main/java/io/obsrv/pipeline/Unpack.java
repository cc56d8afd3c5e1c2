package io.obsrv.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.common.base.Utf8;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Event;
import io.obsrv.event.Form;
import io.obsrv.policy.Envelope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes records out of the envelopes they arrive in, byte for byte, so that a bad one is bad alone.
 * An envelope that cannot be opened becomes one broken record. Immutable.
 */
final class Unpack {
  /** The largest envelope that is opened, in bytes. */
  static final int MAX_BYTES = 64 << 20;

  /** How deep a record is, is looked at when it is read by itself. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private final Envelope envelope;

  Unpack(Envelope envelope) {
    this.envelope = envelope;
  }

  /** The records of a batch of envelopes, and where those of each named envelope are. */
  record Unpacked(List<Event> records, List<EnvelopeRange> ranges) {}

  /** For datasets whose records arrive alone. */
  static Unpacked nothing(List<Event> events) {
    return new Unpacked(events, List.of());
  }

  Unpacked apply(List<Event> events) {
    List<Event> records = new ArrayList<>();
    List<EnvelopeRange> ranges = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof Event.Broken broken) {
        records.add(broken(broken.raw(), broken.code(), broken.message()));
        continue;
      }
      byte[] raw = event.raw();
      try {
        EnvelopeScan scan = open(raw);
        int from = records.size();
        records.addAll(scan.records());
        scan.id().ifPresent(id -> ranges.add(new EnvelopeRange(id, from, records.size())));
      } catch (RejectedException e) {
        records.add(broken(raw, e.rejection().code(), e.rejection().message()));
      }
    }
    return new Unpacked(records, ranges);
  }

  /** Opens an envelope that counts as a record already, and has to go on as at least one. */
  Unpacked again(Event envelope) {
    Unpacked unpacked = apply(List.of(envelope));
    return unpacked.records().isEmpty()
        ? nothing(
            List.of(
                broken(
                    envelope.raw(),
                    RejectionCode.CONSTRAINT,
                    "envelope holds no record, must hold at least one; discard it otherwise")))
        : unpacked;
  }

  private static Event broken(byte[] raw, RejectionCode code, String message) {
    return new Event.Broken(raw, code, message, Form.ENVELOPE);
  }

  private EnvelopeScan open(byte[] raw) throws RejectedException {
    if (raw.length > MAX_BYTES) {
      throw EnvelopeScan.rejected(
          RejectionCode.TOO_LARGE,
          "envelope has %d bytes, must have at most %d".formatted(raw.length, MAX_BYTES));
    }
    if (!Utf8.isWellFormed(raw)) {
      throw EnvelopeScan.rejected(RejectionCode.INVALID_UTF8, "envelope is not UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(raw)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw EnvelopeScan.rejected(
            RejectionCode.NOT_AN_OBJECT, "envelope is not a JSON object, must be one");
      }
      EnvelopeScan scan = new EnvelopeScan(envelope, parser, raw);
      scan.read();
      return scan;
    } catch (JsonProcessingException e) {
      throw EnvelopeScan.rejected(
          RejectionCode.MALFORMED_JSON, "envelope is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }
}
