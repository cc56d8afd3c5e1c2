package io.obsrv.connector.file;

import io.obsrv.event.Event;
import java.util.Optional;

/**
 * One step through a file.
 *
 * @param event the record, if there is one
 * @param behind where reading goes on behind it
 * @param last whether the file ends here
 */
record Step(Optional<Event> event, Position behind, boolean last) {

  static Step record(Event event, Position behind) {
    return new Step(Optional.of(event), behind, false);
  }

  /** Nothing to be told of, as a blank line. */
  static Step nothing(Position behind) {
    return new Step(Optional.empty(), behind, false);
  }

  static Step last(Event event, Position behind) {
    return new Step(Optional.of(event), behind, true);
  }

  static Step end(Position behind) {
    return new Step(Optional.empty(), behind, true);
  }
}
