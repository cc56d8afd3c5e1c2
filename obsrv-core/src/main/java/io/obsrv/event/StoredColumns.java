package io.obsrv.event;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import java.util.List;
import java.util.Optional;

/**
 * The columns a store has for the rows of a dataset: those of all versions so far. What is stored
 * keeps its type.
 *
 * @param columns the columns, each place once
 */
public record StoredColumns(List<StoredColumn> columns) {

  /** Copies the list. */
  public StoredColumns {
    columns = List.copyOf(columns);
  }

  /**
   * Which columns cannot take the values of a version.
   *
   * @param layout the version
   * @return one problem per column of another type; none if it can be stored
   */
  public List<Problem> problems(Layout layout) {
    Problems problems = new Problems();
    for (StoredColumn declared : layout.columns()) {
      find(declared.place())
          .filter(stored -> !stored.column().hasTypeOf(declared.column()))
          .ifPresent(
              stored ->
                  problems.add(
                      "column '" + declared.column().name() + "'",
                      "is stored as %s, is declared %s now; give the new one another name with \"x-column\""
                          .formatted(stored.column().typeLabel(), declared.column().typeLabel())));
    }
    return problems.list();
  }

  /**
   * The columns a version adds.
   *
   * @param layout the version
   * @return its columns that are not stored yet, in their order
   * @throws io.obsrv.error.InvalidException if there are {@link #problems}
   */
  public List<StoredColumn> additions(Layout layout) {
    Problems problems = new Problems();
    problems.addAll(problems(layout));
    problems.refuseIfAny("Dataset '" + layout.id() + "' cannot be published");
    return layout.columns().stream().filter(declared -> find(declared.place()).isEmpty()).toList();
  }

  private Optional<StoredColumn> find(String place) {
    return columns.stream().filter(column -> column.place().equals(place)).findFirst();
  }
}
