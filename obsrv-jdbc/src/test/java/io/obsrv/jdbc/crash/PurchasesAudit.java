package io.obsrv.jdbc.crash;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.StoredRow;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.storage.Storage;
import io.obsrv.table.Group;
import io.obsrv.table.Rollup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Holds what is stored and written against what {@link Purchases} sent. Of one thread. */
final class PurchasesAudit {
  private static final DatasetId ID = DatasetId.of(Purchases.ID);

  private final Purchases purchases;
  private final Storage storage;
  private final Layout layout;
  private final List<StoredRow> rows = new ArrayList<>();

  private PurchasesAudit(Purchases purchases, Storage storage) {
    this.purchases = purchases;
    this.storage = storage;
    this.layout = new Layouts(storage.registry()).live(ID).orElseThrow();
    storage.data().scan(layout, rows::add);
  }

  /** Fails with what is lost, doubled or miscounted. */
  static void check(Purchases purchases) throws IOException {
    try (Storage storage = JdbcStorage.h2(purchases.stored())) {
      PurchasesAudit audit = new PurchasesAudit(purchases, storage);
      audit.checkRows();
      audit.checkCounters();
      audit.checkTables();
      audit.checkDestination();
    }
  }

  private void checkRows() {
    assertThat(rows.stream().map(PurchasesAudit::id).toList())
        .as("ids of rows")
        .containsExactlyInAnyOrderElementsOf(purchases.ids());
    assertThat(rows.stream().map(StoredRow::sequence).toList())
        .as("sequences of rows")
        .isEqualTo(sequences());
  }

  private List<Long> sequences() {
    return LongStream.rangeClosed(1, rows.size()).boxed().toList();
  }

  private void checkCounters() {
    List<QuarantinedEvent> quarantine =
        storage.quarantine().read(ID, QuarantineFilter.ALL, 0, Integer.MAX_VALUE);
    assertThat(quarantine).as("quarantine").hasSize(purchases.broken());
    Counters counters = storage.data().counters(ID);
    assertThat(counters.received()).as("received").isEqualTo(purchases.received());
    assertThat(counters.accepted()).as("accepted").isEqualTo(rows.size());
    assertThat(counters.rows()).as("rows").isEqualTo(rows.size());
    assertThat(counters.quarantined()).as("quarantined").isEqualTo(quarantine.size());
    assertThat(counters.received())
        .as("received = accepted + duplicates + quarantined")
        .isEqualTo(counters.accepted() + counters.duplicates() + counters.quarantined());
    assertThat(counters.causes().values().stream().mapToLong(n -> n).sum())
        .as("causes %s", counters.causes())
        .isEqualTo(quarantine.size());
    assertThat(counters.causes())
        .as("causes")
        .isEqualTo(
            quarantine.stream().collect(groupingBy(q -> q.rejection().code().name(), counting())));
  }

  private void checkTables() {
    QueryLimits limits = new QueryLimits(1_000_000, QueryLimits.DEFAULT.timeout());
    List<Row> stored = rows.stream().map(StoredRow::row).toList();
    assertThat(layout.rollups()).as("aggregate tables").hasSize(2);
    for (Rollup rollup : layout.rollups()) {
      String name = rollup.table().name();
      assertThat(storage.queries().run(layout, Query.from(name), limits).rows())
          .as("aggregate table %s", name)
          .containsExactlyInAnyOrderElementsOf(
              rollup.groups(stored).stream().map(Group::row).toList());
    }
  }

  private void checkDestination() throws IOException {
    List<JsonNode> written = new ArrayList<>();
    try (Stream<Path> files = Files.walk(purchases.written())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.toString()).as("a complete file").endsWith(".jsonl");
        Files.readAllLines(file).forEach(line -> written.add(JsonText.parse(line)));
      }
    }
    assertThat(written.stream().map(line -> line.get("_seq").longValue()).sorted().toList())
        .as("sequences that were written")
        .isEqualTo(sequences());
    for (JsonNode line : written) {
      StoredRow row = rows.get(line.get("_seq").intValue() - 1);
      assertThat(line.get("id").asText()).as("the row written as %s", line).isEqualTo(id(row));
    }
    assertThat(storage.connectors().delivery(ID, Purchases.DESTINATION).position())
        .as("where the destination is")
        .isEqualTo(rows.size());
  }

  private static String id(StoredRow row) {
    return String.valueOf(row.row().value(0));
  }
}
