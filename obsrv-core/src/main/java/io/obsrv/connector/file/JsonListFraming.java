package io.obsrv.connector.file;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A record is an element of the file's list. */
final class JsonListFraming implements Framing {
  private final Reading reading;
  private final Path file;
  private final RecordBytes bytes;
  private final int max;
  private Position position = Position.BEGINNING;

  JsonListFraming(Reading reading, Path file, RecordBytes bytes) {
    this.reading = reading;
    this.file = file;
    this.bytes = bytes;
    this.max = reading.maxEventBytes();
  }

  @Override
  public boolean start(Position from) throws IOException {
    position = from;
    if (from.offset() > 0) {
      return bytes.skipTo(from.offset());
    }
    OptionalLong list = new ListFinder(reading, file).find();
    if (list.isPresent()) {
      position = Position.behind(list.getAsLong(), 0);
      return bytes.skipTo(list.getAsLong());
    }
    return true;
  }

  @Override
  public Step next() throws IOException {
    Step step = position.offset() == 0 ? noList() : element();
    position = step.behind();
    return step;
  }

  private Step noList() throws IOException {
    bytes.skipMark();
    bytes.skipSpace();
    return bytes.peek() == RecordBytes.END
        ? Step.end(position)
        : cut("the file ends before its list begins");
  }

  private Step element() throws IOException {
    bytes.skipSpace();
    while (bytes.peek() == ',') {
      bytes.next();
      bytes.skipSpace();
    }
    if (bytes.peek() == ']') {
      return end();
    }
    if (bytes.peek() == RecordBytes.END) {
      return cut("the list is not closed: the file ends behind element " + position.count());
    }
    Place place = new Place("element", position.count() + 1, bytes.offset());
    ElementScan scan = new ElementScan(bytes, max);
    ElementScan.Outcome outcome = scan.scan();
    Position behind = Position.behind(bytes.offset(), place.number());
    if (outcome == ElementScan.Outcome.CUT) {
      return Step.last(place.cut(scan.copy()), position.cut(position.offset(), length()));
    }
    if (scan.length() > max) {
      return Step.record(place.tooLarge(scan.copy(), scan.length(), max), behind);
    }
    return Step.record(
        outcome == ElementScan.Outcome.WHOLE
            ? new Event.Json(scan.copy())
            : place.broken(
                scan.copy(), RejectionCode.MALFORMED_JSON, "is not closed before the next begins"),
        behind);
  }

  /** Behind a list in an object is the rest of the object; behind a list that is all, nothing. */
  private Step end() throws IOException {
    long offset = bytes.offset();
    bytes.next();
    bytes.skipSpace();
    if (reading.extract().isPresent() || bytes.peek() == RecordBytes.END) {
      return Step.end(position);
    }
    bytes.begin();
    while (bytes.length() < max && bytes.next() != RecordBytes.END) {
      // taking what there is
    }
    Event event =
        new Event.Broken(
            bytes.copy(bytes.length()),
            RejectionCode.MALFORMED_JSON,
            "there is something behind the end of the list, at byte " + offset);
    return Step.last(event, position.cut(position.offset(), length()));
  }

  private Step cut(String message) {
    Event event = new Event.Broken(new byte[0], RejectionCode.TRUNCATED, message);
    return Step.last(event, position.cut(position.offset(), length()));
  }

  /** How much was read that is no record. */
  private long length() {
    return bytes.offset() - position.offset();
  }
}
