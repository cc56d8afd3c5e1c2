package io.obsrv.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a field stands in the records of a schema, and where it may have stood before.
 *
 * @param path the field names from the record's root
 * @param aliases the older names of each of them
 */
record FieldPlace(List<String> path, List<List<String>> aliases) {
  static final FieldPlace ROOT = new FieldPlace(List.of(), List.of());

  /** More former names than a person gives, and few enough to be kept per column. */
  static final int MAX_FORMER = 100;

  FieldPlace field(String name, List<String> olderNames) {
    return new FieldPlace(with(path, name), with(aliases, List.copyOf(olderNames)));
  }

  /** The field's names that count for itself, not for the objects around it. */
  List<String> ownAliases() {
    return aliases.isEmpty() ? List.of() : aliases.get(aliases.size() - 1);
  }

  /** Every combination of names, flattened, besides the present one; one too many at most. */
  Set<String> formerColumns() {
    Set<String> columns = new LinkedHashSet<>();
    formerPaths().forEach(former -> columns.add(ColumnName.flattened(former)));
    columns.remove(ColumnName.flattened(path));
    return columns;
  }

  /** Every combination of names besides the present one; one too many at most. */
  Set<List<String>> formerPaths() {
    Set<List<String>> paths = new LinkedHashSet<>(Set.of(List.of()));
    for (int i = 0; i < path.size(); i++) {
      List<String> names = new ArrayList<>(List.of(path.get(i)));
      names.addAll(aliases.get(i));
      Set<List<String>> longer = new LinkedHashSet<>();
      for (List<String> before : paths) {
        names.stream()
            .limit(MAX_FORMER + 2L - longer.size())
            .forEach(name -> longer.add(with(before, name)));
      }
      paths = longer;
    }
    paths.remove(path);
    return paths;
  }

  @Override
  public String toString() {
    return String.join("/", path);
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
