package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Counters;
import io.obsrv.event.Delivery;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** Holds what is stored against what {@link Shared} was fed. Of one thread. */
final class SharedAudit {
  private static final DatasetId ID = DatasetId.of(Shared.ID);
  private static final QueryLimits LIMITS =
      new QueryLimits(1_000_000, QueryLimits.DEFAULT.timeout());

  private final Storage storage;
  private final Layout layout;
  private final List<StoredRow> rows = new ArrayList<>();

  private SharedAudit(Storage storage) {
    this.storage = storage;
    this.layout = new Layouts(storage.registry()).live(ID).orElseThrow();
    storage.data().scan(layout, rows::add);
  }

  /** Fails with what is lost, doubled or miscounted. */
  static void check(int total, Map<String, Integer> batches, Storage storage, String url) {
    SharedAudit audit = new SharedAudit(storage);
    audit.checkRecords(Shared.records(total, batches));
    audit.checkTables();
    audit.checkSplits(total);
    audit.checkDeliveries(url);
  }

  private void checkRecords(List<String> records) {
    Set<String> ids = new HashSet<>();
    long broken = 0;
    for (String record : records) {
      JsonNode id = JsonText.parse(record).get("id");
      if (id == null) {
        broken++;
      } else {
        ids.add(id.asText());
      }
    }
    assertThat(rows.stream().map(row -> String.valueOf(row.row().value(0))).toList())
        .as("ids of rows")
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(rows.stream().map(StoredRow::sequence).toList())
        .as("sequences of rows")
        .isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    Counters counters = storage.data().counters(ID);
    assertThat(counters.received()).as("received").isEqualTo(records.size());
    assertThat(counters.accepted()).as("accepted").isEqualTo(ids.size());
    assertThat(counters.rows()).as("rows").isEqualTo(ids.size());
    assertThat(counters.quarantined()).as("quarantined").isEqualTo(broken);
    assertThat(counters.duplicates())
        .as("duplicates")
        .isEqualTo(records.size() - ids.size() - broken);
    assertThat(storage.quarantine().read(ID, QuarantineFilter.ALL, 0, Integer.MAX_VALUE))
        .as("quarantine")
        .hasSize((int) broken);
  }

  private void checkTables() {
    List<Row> stored = rows.stream().map(StoredRow::row).toList();
    assertThat(layout.rollups()).as("aggregate tables").hasSize(2);
    for (Rollup rollup : layout.rollups()) {
      String name = rollup.table().name();
      assertThat(storage.queries().run(layout, Query.from(name), LIMITS).rows())
          .as("aggregate table %s", name)
          .containsExactlyInAnyOrderElementsOf(
              rollup.groups(stored).stream().map(Group::row).toList());
    }
  }

  private void checkDeliveries(String url) {
    List<String> stored =
        rows.stream().map(row -> row.sequence() + " " + row.row().value(0)).toList();
    for (String destination : layout.definition().destinations().keySet()) {
      new LedgerAudit(url, destination).check(stored);
      assertThat(storage.connectors().delivery(ID, destination))
          .as("how far '%s' has got", destination)
          .isEqualTo(new Delivery(rows.size(), 0));
    }
  }

  private void checkSplits(int total) {
    Checkpoint end = new Checkpoint(Integer.toString(total));
    Shared.SPLITS.forEach(
        (source, splits) -> {
          for (int split = 0; split < splits; split++) {
            assertThat(storage.data().checkpoint(ID, source, Numbers.split(split)))
                .as("split %s of %s", split, source)
                .contains(end);
          }
        });
  }
}
