package io.obsrv.connector.file;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.io.IOException;
import java.util.Optional;

/**
 * What has been added to a line that was taken when the file ended without a line break. Usually
 * just the line break; otherwise the record was taken too early, and its rest is no record.
 */
final class RestOfLine {
  private RestOfLine() {}

  static boolean isAt(Position position, RecordBytes bytes) throws IOException {
    return position.ending() == Ending.UNTERMINATED && bytes.peek() != RecordBytes.END;
  }

  static Step step(Position position, RecordBytes bytes, int max) throws IOException {
    Line rest = Line.read(bytes, max).orElseThrow();
    Position next = Position.behind(bytes.offset(), position.count());
    Position behind = rest.ended() ? next : next.unterminated();
    if (rest.isBlank()) {
      return new Step(Optional.empty(), behind, !rest.ended());
    }
    Place place = new Place("line", position.count(), position.offset());
    Event event =
        place.broken(
            rest.text(),
            RejectionCode.TRUNCATED,
            "has grown: its beginning was taken when the file ended there, this is its rest");
    return new Step(Optional.of(event), behind, !rest.ended());
  }
}
