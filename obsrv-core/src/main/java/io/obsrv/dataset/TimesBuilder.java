package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.policy.Retention;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Declares by what records are told apart, when they happened, how long and where they are kept.
 * Not for several threads.
 */
abstract sealed class TimesBuilder extends RecordsBuilder permits DefinitionBuilder {
  private List<String> key = List.of();
  private Duration dedupWindow = Duration.ofDays(7);
  private Optional<String> time = Optional.empty();
  private ZoneId zone = ZoneOffset.UTC;
  private Optional<Retention> retention = Optional.empty();
  private Location location = Location.HOME;

  TimesBuilder() {}

  TimesBuilder(DatasetDefinition definition) {
    super(definition);
    key = definition.key();
    dedupWindow = definition.dedupWindow();
    time = definition.time();
    zone = definition.zone();
    retention = definition.retention();
    location = definition.location();
  }

  /**
   * Finds duplicates, or the row to replace, by these columns, together. Default: none, every
   * record is new.
   *
   * @param columns names of columns
   * @return this
   */
  public DefinitionBuilder key(String... columns) {
    key = List.of(columns);
    return self();
  }

  /**
   * Says how long a key is remembered; an older one is accepted again. Default: 7 days.
   *
   * @param window longer than zero
   * @return this
   */
  public DefinitionBuilder dedupWindow(Duration window) {
    checkArgument(
        window.compareTo(Duration.ZERO) > 0, "dedupWindow is %s, must be longer than zero", window);
    dedupWindow = window;
    return self();
  }

  /**
   * Says which column tells when a record happened. Default: none.
   *
   * @param column a timestamp or date column
   * @return this
   */
  public DefinitionBuilder time(String column) {
    time = Optional.of(column);
    return self();
  }

  /**
   * Says whose calendar decides on time buckets. Default: UTC.
   *
   * @param value the zone
   * @return this
   */
  public DefinitionBuilder zone(ZoneId value) {
    zone = value;
    return self();
  }

  /**
   * Says how long rows are kept. What is older goes when {@code governance().expire(…)} is called,
   * or on the schedule that the library was opened with. Default: for ever.
   *
   * @param value how long, by which time
   * @return this
   */
  public DefinitionBuilder retain(Retention value) {
    retention = Optional.of(value);
    return self();
  }

  /**
   * Keeps rows for ever.
   *
   * @return this
   */
  public DefinitionBuilder retainForever() {
    retention = Optional.empty();
    return self();
  }

  /**
   * Says where rows are kept, with everything that belongs to them. A version that names another
   * location than the live one changes nothing else, and moves them. Default: {@code home}, the
   * storage that the library is opened on.
   *
   * @param name the name of a location that the library is opened with, or {@code home}
   * @return this
   */
  public DefinitionBuilder location(String name) {
    location = Location.of(name);
    return self();
  }

  void retainBy(Retention.Basis basis) {
    retention = retention.map(present -> new Retention(present.period(), basis));
  }

  List<String> key() {
    return key;
  }

  Duration dedupWindow() {
    return dedupWindow;
  }

  Optional<String> time() {
    return time;
  }

  ZoneId zone() {
    return zone;
  }

  Optional<Retention> retention() {
    return retention;
  }

  Location location() {
    return location;
  }
}
