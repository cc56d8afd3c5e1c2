package io.obsrv.jdbc;

import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Condition;
import java.nio.file.Path;

/**
 * Publishes version after version, each with a column and a table of its own, and says so at every
 * step.
 */
final class PublishingMain {
  private static final int ROWS = 50;

  private PublishingMain() {}

  public static void main(String[] arguments) {
    JdbcStorage storage = JdbcStorage.h2(Path.of(arguments[0]));
    for (int version = Integer.parseInt(arguments[1]); ; version++) {
      Layout layout = layout(version);
      System.out.println("prepare " + version);
      storage.data().prepare(layout);
      System.out.println("activate " + version);
      storage.data().activate(layout, OnContradiction.REFUSE);
      System.out.println("settle " + version);
      storage.data().settle(layout);
      System.out.println("commit " + version);
      Batch batch = Batch.under(layout);
      for (int i = 0; i < ROWS; i++) {
        batch.row(row(layout, version + "-" + i, i));
      }
      storage.data().commit(batch.commit());
    }
  }

  /** The version's own column is its last. */
  static Layout layout(int version) {
    String column = ", \"c%d\": {\"type\": \"string\"}".formatted(version);
    return Quakes.layout(
        version,
        Quakes.plain("quakes")
            .schema(Quakes.schema(column))
            .table("total", table -> table.groupBy("place").count().sum("mag"))
            .table(
                "own",
                table ->
                    table
                        .where(Condition.field("felt").atLeast(version % 10))
                        .groupBy("c" + version)
                        .count()));
  }

  private static Row row(Layout layout, String id, int i) {
    Object[] values = new Object[layout.definition().schema().columns().size()];
    values[layout.definition().schema().indexOf("id")] = id;
    values[layout.definition().schema().indexOf("place")] = "p" + i % 5;
    values[layout.definition().schema().indexOf("mag")] = i / 8.0;
    values[layout.definition().schema().indexOf("felt")] = (long) i;
    values[values.length - 1] = "own " + i % 3;
    return new Row(values);
  }
}
