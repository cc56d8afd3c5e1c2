package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.error.Problems;
import java.util.Set;

/** Whether the place that a definition names is there. */
final class LocationCheck {
  private LocationCheck() {}

  static void check(Set<Location> present, DatasetDefinition definition, Problems problems) {
    if (!present.contains(definition.location())) {
      problems.add(
          "location",
          "is '%s', must be one that the library was opened with: %s"
              .formatted(definition.location(), LocationException.names(present)));
    }
  }
}
