package io.obsrv.schema;

import io.obsrv.error.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks that every former name of a column leads to that column only. */
final class FormerColumns {
  private FormerColumns() {}

  static void check(List<Column> columns, Problems problems) {
    Map<String, Column> byName =
        new HashMap<>(
            columns.stream().collect(Collectors.toMap(Column::name, c -> c, (first, c) -> first)));
    for (Column column : columns) {
      Problems here = problems.under(String.join("/", column.path()));
      if (column.aliases().size() > FieldPlace.MAX_FORMER) {
        here.add(
            AliasKeyword.KEYWORD,
            "gives the column more than %,d former names, with those of the objects around it"
                .formatted(FieldPlace.MAX_FORMER));
      }
      for (String alias : column.aliases()) {
        Column other = byName.putIfAbsent(alias, column);
        if (other != null) {
          here.add(
              AliasKeyword.KEYWORD,
              "column %s, its former name, is also %s of %s"
                  .formatted(
                      Excerpt.of(alias),
                      other.name().equals(alias) ? "the column" : "a former name",
                      String.join("/", other.path())));
        }
      }
    }
  }
}
