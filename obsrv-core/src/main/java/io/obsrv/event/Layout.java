package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.error.Problems;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupPlan;
import java.util.List;
import java.util.Optional;

/**
 * A version made ready for storing rows.
 *
 * @param version the version's number
 * @param definition what was declared
 * @param columns the columns of its schema and where they are stored, in their order
 * @param rollups its aggregate tables, ready for rows
 * @param previous the version that was published before it, if one was
 */
public record Layout(
    int version,
    DatasetDefinition definition,
    List<StoredColumn> columns,
    List<Rollup> rollups,
    Optional<Predecessor> previous) {

  /** Copies the lists. */
  public Layout {
    columns = List.copyOf(columns);
    rollups = List.copyOf(rollups);
  }

  /**
   * The layout of a dataset's first version.
   *
   * @param version a version whose definition has been checked
   * @return the layout
   * @throws io.obsrv.error.InvalidException if its parts do not fit each other
   */
  public static Layout of(DatasetVersion version) {
    return of(version, List.of());
  }

  /**
   * The layout of a version.
   *
   * @param version a version whose definition has been checked
   * @param published the versions that were published before it, in the order of their numbers
   * @return the layout
   * @throws io.obsrv.error.InvalidException if its parts do not fit each other
   */
  public static Layout of(DatasetVersion version, List<DatasetVersion> published) {
    DatasetDefinition definition = version.definition();
    Problems problems = new Problems();
    List<Rollup> rollups =
        definition.tables().stream()
            .map(
                table ->
                    RollupPlan.compile(
                        table, definition.schema(), definition.time(), definition.zone(), problems))
            .flatMap(Optional::stream)
            .toList();
    problems.refuseIfAny(
        "Version " + version.number() + " of dataset '" + version.id() + "' cannot be used");
    ColumnHistory history = new ColumnHistory();
    Optional<Predecessor> previous = Optional.empty();
    for (DatasetVersion before : published) {
      previous = Optional.of(new Predecessor(before.definition(), history.next(before)));
    }
    return new Layout(version.number(), definition, history.next(version), rollups, previous);
  }

  /**
   * The dataset.
   *
   * @return its id
   */
  public DatasetId id() {
    return definition.id();
  }

  /**
   * Where its rows are.
   *
   * @return the location that the definition names
   */
  public Location location() {
    return definition.location();
  }

  /**
   * The same version at another location, for bringing its rows there.
   *
   * @param other the location
   * @return the layout
   */
  public Layout at(Location other) {
    if (other.equals(location())) {
      return this;
    }
    return new Layout(
        version, definition.toBuilder().location(other.name()).build(), columns, rollups, previous);
  }

  /**
   * Refuses what was made for another location.
   *
   * @param found the location that is written in the namespace
   * @throws io.obsrv.dataset.LocationException if it is not that of this version
   */
  public void refuseAt(Location found) {
    if (!found.equals(location())) {
      throw LocationException.wrong(id(), location(), found);
    }
  }

  /**
   * Whether the dataset has one row per key, which records replace and remove.
   *
   * @return false if rows are only added
   */
  public boolean upserts() {
    return definition.kind() != Kind.EVENT;
  }

  /**
   * An aggregate table by its name.
   *
   * @param name the name
   * @return the table's rollup, if there is such a table
   */
  public Optional<Rollup> rollup(String name) {
    return rollups.stream().filter(rollup -> rollup.table().name().equals(name)).findFirst();
  }

  /**
   * Whether the keys of the rows there are have to be found anew, since the version before had
   * another key, or, where there is one row per key, another time.
   *
   * @return false if there was no version before
   */
  public boolean rekeys() {
    return previous
        .filter(
            before ->
                !before.keyPlaces().equals(Predecessor.places(columns, definition.key()))
                    || (upserts() && retimes()))
        .isPresent();
  }

  /**
   * Whether records tell their time by another column than in the version before.
   *
   * @return false if there was no version before
   */
  public boolean retimes() {
    List<String> now = Predecessor.places(columns, definition.time().stream().toList());
    return previous.filter(before -> !before.timePlace().equals(now)).isPresent();
  }
}
