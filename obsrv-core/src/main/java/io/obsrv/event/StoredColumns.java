package io.obsrv.event;

import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.schema.Column;
import java.util.List;
import java.util.Optional;

/**
 * The columns a store has for the rows of a dataset: those of all versions so far. They are found
 * by name, and what is stored keeps its type.
 *
 * @param columns the columns, each name once
 */
public record StoredColumns(List<Column> columns) {

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
    for (Column declared : layout.definition().schema().columns()) {
      find(declared.name())
          .filter(stored -> !type(stored).equals(type(declared)))
          .ifPresent(
              stored ->
                  problems.add(
                      "column '" + declared.name() + "'",
                      "is stored as %s, is declared %s now; give the new one another name with \"x-column\""
                          .formatted(type(stored), type(declared))));
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
  public List<Column> additions(Layout layout) {
    Problems problems = new Problems();
    problems.addAll(problems(layout));
    problems.refuseIfAny("Dataset '" + layout.id() + "' cannot be published");
    return layout.definition().schema().columns().stream()
        .filter(declared -> find(declared.name()).isEmpty())
        .toList();
  }

  private Optional<Column> find(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static String type(Column column) {
    return column
        .precision()
        .map(p -> "%s(%d, %d)".formatted(column.type().label(), p.precision(), p.scale()))
        .orElse(column.type().label());
  }
}
