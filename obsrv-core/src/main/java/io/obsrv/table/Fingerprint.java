package io.obsrv.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.hash.Hashing;
import io.obsrv.schema.Column;
import io.obsrv.schema.JsonText;
import java.time.ZoneId;
import java.util.List;

/** Hashes everything that decides on the rows of an aggregate table. */
final class Fingerprint {
  private Fingerprint() {}

  /** As JSON, because names and literals may hold whatever would separate them in plain text. */
  static String of(AggregateTable table, List<Column> columns, List<Column> rows, ZoneId zone) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.add(table.name()).add(table.groupBy().size());
    table.every().ifPresent(every -> parts.addArray().add(every.label()).add(zone.getId()));
    columns.forEach(column -> add(parts.addArray(), column));
    // How long does not matter: what is frozen stays so under another period.
    table.retention().ifPresent(period -> parts.add("retained"));
    table.where().ifPresent(where -> add(parts.addArray(), where, rows));
    return Hashing.sha256().hashString(JsonText.write(parts), UTF_8).toString().substring(0, 8);
  }

  private static void add(ArrayNode parts, Column column) {
    parts.add(column.name()).add(column.type().label());
    column.precision().ifPresent(p -> parts.add(p.precision()).add(p.scale()));
  }

  private static void add(ArrayNode parts, Condition condition, List<Column> rows) {
    if (condition instanceof Condition.All all) {
      all.conditions().forEach(each -> add(parts.addArray(), each, rows));
    } else if (condition instanceof Condition.Null isNull) {
      parts.add(isNull.field()).add(isNull.expected());
    } else {
      Condition.Comparison comparison = (Condition.Comparison) condition;
      parts.add(comparison.field()).add(comparison.operator().symbol()).add(comparison.literal());
      // '9' is less than '10' as a number, and greater as a text.
      rows.stream()
          .filter(column -> column.name().equals(comparison.field()))
          .forEach(column -> parts.add(column.type().label()));
    }
  }
}
