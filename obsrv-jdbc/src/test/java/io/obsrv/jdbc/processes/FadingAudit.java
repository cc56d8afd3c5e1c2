package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Holds what is stored against what {@link Fading} was fed. Of one thread. */
final class FadingAudit {
  private static final DatasetId ID = DatasetId.of(Fading.ID);
  private static final QueryLimits LIMITS =
      new QueryLimits(1_000_000, QueryLimits.DEFAULT.timeout());

  private final Map<String, Integer> batches;
  private final int total;
  private final Storage storage;
  private final Layout layout;

  private FadingAudit(Map<String, Integer> batches, Storage storage) {
    this.batches = batches;
    this.total = total(batches);
    this.storage = storage;
    this.layout = new Layouts(storage.registry()).live(ID).orElseThrow();
  }

  private static int total(Map<String, Integer> batches) {
    return batches.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether all that is past its retention has gone; one row of each batch stays. */
  static boolean isOver(Map<String, Integer> batches, Storage storage) {
    return storage.data().counters(ID).rows() <= total(batches);
  }

  /** Fails with what is lost or miscounted, is there still, or has gone too soon. */
  static void check(Map<String, Integer> batches, Storage storage) {
    FadingAudit audit = new FadingAudit(batches, storage);
    audit.checkRows();
    audit.checkCounters();
    audit.checkPresent();
    audit.checkPast();
  }

  private void checkRows() {
    List<StoredRow> rows = new ArrayList<>();
    storage.data().scan(layout, rows::add);
    List<String> ids = new ArrayList<>();
    batches.forEach(
        (process, count) ->
            IntStream.range(0, count).forEach(n -> ids.add(process + "-" + n + "c")));
    assertThat(rows.stream().map(row -> String.valueOf(row.row().value(0))).toList())
        .as("ids of rows")
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  private void checkCounters() {
    Counters counters = storage.data().counters(ID);
    assertThat(counters.received()).as("received").isEqualTo((long) total * Fading.SIZE);
    assertThat(counters.accepted()).as("accepted").isEqualTo(total * 3L);
    assertThat(counters.duplicates()).as("duplicates").isEqualTo(total);
    assertThat(counters.quarantined()).as("quarantined").isEqualTo(total);
    assertThat(counters.rows()).as("rows").isEqualTo(total);
    assertThat(storage.quarantine().read(ID, QuarantineFilter.ALL, 0, Integer.MAX_VALUE))
        .as("quarantine")
        .hasSize(total);
  }

  /** A table without a retention of its own is that of the rows there are. */
  private void checkPresent() {
    List<Row> expected = new ArrayList<>();
    batches.forEach(
        (process, count) -> {
          if (count > 0) {
            expected.add(new Row(process, (long) count, sum(count)));
          }
        });
    assertThat(answers("present")).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** One with a retention has each hour as it was before its rows went, marked as frozen. */
  private void checkPast() {
    List<Row> expected = new ArrayList<>();
    batches.forEach(
        (process, count) -> {
          for (int n = 0; n < count; n++) {
            expected.add(
                new Row(process, Fading.hour(process, n), 2L, BigDecimal.valueOf(2L * n), true));
          }
          if (count > 0) {
            expected.add(new Row(process, Fading.LATER, (long) count, sum(count), false));
          }
        });
    assertThat(answers("past")).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static BigDecimal sum(int count) {
    return BigDecimal.valueOf(count * (count - 1L) / 2);
  }

  private List<Row> answers(String table) {
    return storage.queries().run(layout, Query.from(table), LIMITS).rows();
  }
}
