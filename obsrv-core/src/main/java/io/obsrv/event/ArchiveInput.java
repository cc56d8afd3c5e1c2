package io.obsrv.event;

import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A dump that is read back, held against the version it is of: the columns first, then the entries
 * in the order of their parts, then what was counted. Used once, by one thread.
 */
public final class ArchiveInput implements Iterator<ArchiveEntry> {
  private static final String CONTROL = "control";

  private final Layout layout;
  private final Iterator<ArchiveEntry> entries;
  private final List<StoredColumn> columns = new ArrayList<>();
  private Optional<ArchiveEntry> ahead;
  private int part;

  /**
   * Reads the columns.
   *
   * @param layout the version
   * @param entries the dump
   * @throws io.obsrv.error.InvalidException if they are not those of the version
   */
  public ArchiveInput(Layout layout, Iterator<ArchiveEntry> entries) {
    this.layout = layout;
    this.entries = entries;
    this.ahead = following();
    while (ahead.isPresent() && ahead.get() instanceof ArchiveEntry.PlacedColumn column) {
      columns.add(ArchiveRows.column(column));
      ahead = following();
    }
    refuse(problems());
  }

  private Optional<ArchiveEntry> following() {
    return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
  }

  private List<Problem> problems() {
    Problems problems = new Problems();
    Set<String> places = new HashSet<>();
    for (StoredColumn column : columns) {
      String place = column.place();
      if (place.isEmpty() || place.startsWith("_") || place.indexOf('\0') >= 0) {
        problems.add("columns", "'" + place + "' cannot be the place of a column");
      } else if (!places.add(place)) {
        problems.add("columns", "'" + place + "' is there twice, must be there once");
      }
    }
    problems.addAll(new StoredColumns(columns).problems(layout));
    for (StoredColumn declared : layout.columns()) {
      if (!places.contains(declared.place())) {
        problems.add("columns", "'" + declared.place() + "' is missing, must be there");
      }
    }
    return problems.list();
  }

  /**
   * All columns that are to be stored.
   *
   * @return the columns in their order, each with its place for a name
   */
  public List<StoredColumn> columns() {
    return List.copyOf(columns);
  }

  /** Whether there is an entry before the counters. */
  @Override
  public boolean hasNext() {
    return ahead.filter(entry -> !entry.part().equals(CONTROL)).isPresent();
  }

  /**
   * The next entry before the counters.
   *
   * @throws io.obsrv.error.InvalidException if its part should have come before
   */
  @Override
  public ArchiveEntry next() {
    ArchiveEntry entry = ahead.filter(e -> hasNext()).orElseThrow(NoSuchElementException::new);
    ahead = following();
    int next = ArchiveEntry.PARTS.indexOf(entry.part());
    if (next < part || entry instanceof ArchiveEntry.PlacedColumn) {
      refuse(
          List.of(
              new Problem(
                  entry.part(), "comes behind part '%s'".formatted(ArchiveEntry.PARTS.get(part)))));
    }
    part = next;
    return entry;
  }

  /**
   * What the dataset had counted, which is read behind all other entries.
   *
   * @return the last entry
   * @throws io.obsrv.error.InvalidException if there is none, or more, or it is of another version
   */
  public ArchiveEntry.Control control() {
    if (ahead.isEmpty() || !(ahead.get() instanceof ArchiveEntry.Control control)) {
      throw refusal(new Problem(CONTROL, "is missing, must be the last entry"));
    }
    if (entries.hasNext()) {
      throw refusal(new Problem(CONTROL, "is not the last entry, must be"));
    }
    if (control.version() != layout.version()) {
      throw refusal(
          new Problem(
              CONTROL,
              "is of version %d, must be of version %d"
                  .formatted(control.version(), layout.version())));
    }
    return control;
  }

  private InvalidException refusal(Problem problem) {
    return new InvalidException(subject(), List.of(problem));
  }

  private void refuse(List<Problem> found) {
    Problems problems = new Problems();
    problems.addAll(found);
    problems.refuseIfAny(subject());
  }

  private String subject() {
    return "Dataset '" + layout.id() + "' cannot be restored";
  }
}
