package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Optional;

/**
 * Where the records are in an arriving JSON object that holds many.
 *
 * @param events the field whose array holds the records; dots go deeper
 * @param id the field whose text or number names the batch; dots go deeper; empty if none does
 */
public record Envelope(String events, Optional<String> id) {
  /** Checks the fields. */
  public Envelope {
    check("events", events);
    id.ifPresent(field -> check("id", field));
    String array = events + ".";
    checkArgument(
        id.filter(field -> (field + ".").startsWith(array) || array.startsWith(field + "."))
            .isEmpty(),
        "the envelope's id '%s' and events '%s' must be different fields, neither within the other",
        id.orElse(""),
        events);
  }

  /**
   * The way to the array of records.
   *
   * @return field names from the envelope's root
   */
  public List<String> eventsPath() {
    return Splitter.on('.').splitToList(events);
  }

  /**
   * The way to the batch's name.
   *
   * @return field names from the envelope's root; empty if no field names it
   */
  public List<String> idPath() {
    return id.map(Splitter.on('.')::splitToList).orElse(List.of());
  }

  private static void check(String role, String field) {
    checkArgument(
        Splitter.on('.').splitToStream(field).noneMatch(String::isEmpty),
        "the envelope's %s '%s' must be field names joined with dots",
        role,
        field);
  }
}
