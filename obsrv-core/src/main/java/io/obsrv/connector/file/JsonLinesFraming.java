package io.obsrv.connector.file;

import io.obsrv.event.Event;
import java.io.IOException;
import java.util.Optional;

/** A record is a line that is not blank. */
final class JsonLinesFraming implements Framing {
  private final RecordBytes bytes;
  private final int max;
  private Position position = Position.BEGINNING;

  JsonLinesFraming(RecordBytes bytes, int max) {
    this.bytes = bytes;
    this.max = max;
  }

  @Override
  public boolean start(Position from) throws IOException {
    position = from;
    bytes.skipMark();
    return from.offset() == 0 || bytes.skipTo(from.offset());
  }

  @Override
  public Step next() throws IOException {
    Step step = RestOfLine.isAt(position, bytes) ? RestOfLine.step(position, bytes, max) : line();
    position = step.behind();
    return step;
  }

  private Step line() throws IOException {
    Place place = new Place("line", position.count() + 1, bytes.offset());
    Optional<Line> next = Line.read(bytes, max);
    if (next.isEmpty()) {
      return Step.end(position);
    }
    Line line = next.get();
    Position behind = Position.behind(bytes.offset(), place.number());
    if (line.isBlank()) {
      return line.ended() ? Step.nothing(behind) : Step.end(position);
    }
    boolean large = line.length() > max;
    Event event =
        large ? place.tooLarge(line.text(), line.length(), max) : new Event.Json(line.text());
    if (line.ended()) {
      return Step.record(event, behind);
    }
    if (bytes.isCut() || (!large && JsonEnd.isMissing(line.text()))) {
      return Step.last(place.cut(line.text()), position.cut(place.offset(), line.length()));
    }
    return Step.last(event, behind.unterminated());
  }
}
