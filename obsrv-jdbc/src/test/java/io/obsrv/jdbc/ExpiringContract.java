package io.obsrv.jdbc;

import static io.obsrv.table.Granularity.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Kind;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.policy.Retention;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that go are found beside commits, so other things may have happened until they go. */
abstract class ExpiringContract {
  static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

  /** The day that one transaction would not have room for to the end. */
  private static final String CUT = "2026-02-02T00:00:00Z";

  private static final Row OLD = Quakes.row("a", "Fiji", 5.0, "2026-02-01T00:00:00Z");
  private static final Row NEW = Quakes.row("a", "Fiji", 6.0, "2026-03-30T00:00:00Z");
  private static final Row OTHER = Quakes.row("b", "Fiji", 7.0, "2026-03-29T00:00:00Z");

  private final TestClock clock = new TestClock();
  private Transactions transactions;
  JdbcStorage storage;

  /** Databases that are new and empty. */
  abstract Databases open(Clock time);

  @BeforeEach
  void openStorage() {
    Databases databases = open(clock);
    transactions = new Transactions(databases);
    storage = new JdbcStorage(databases, clock, CommitHook.NONE);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  Layout live(int version, Kind kind, int days) {
    return live(
        Quakes.layout(
            version,
            Quakes.named("quakes")
                .kind(kind)
                .retain(Retention.byEventTime(Duration.ofDays(days)))));
  }

  Layout live(Layout layout) {
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    return layout;
  }

  private Optional<ExpiredPart> remove(Expiry expiry, Overdue overdue) {
    return transactions.inDataset(
        expiry.layout().id(),
        Purpose.LONG_WORK,
        "expire rows of",
        Optional.empty(),
        session -> Expiring.step(session, expiry, overdue, clock));
  }

  private List<Row> rows(Layout layout) {
    List<StoredRow> rows = new ArrayList<>();
    storage.data().scan(layout, rows::add);
    return rows.stream().map(StoredRow::row).toList();
  }

  private static ExpiredPart expired(long rows) {
    return new ExpiredPart(rows, 0, OptionalLong.empty());
  }

  @Test
  void a_row_that_was_replaced_meanwhile_leaves_its_key_to_the_new_one() {
    Layout layout = live(1, Kind.MASTER, 30);
    storage.data().commit(Batch.of(layout, OLD, OTHER));
    Expiry expiry = new Expiry(layout, NOW);
    Overdue overdue = Overdue.find(transactions, expiry, 0);
    assertThat(overdue).isEqualTo(new Overdue(List.of(1L), OptionalLong.empty()));

    storage.data().commit(Batch.of(layout, NEW));

    assertThat(remove(expiry, overdue)).contains(expired(0));
    assertThat(rows(layout)).containsExactly(OTHER, NEW);
    assertThat(storage.data().counters(layout.id()).rows()).isEqualTo(2);
    assertThat(((CommitResult.Committed) storage.data().commit(Batch.of(layout, NEW))).duplicates())
        .as("its key is still known")
        .containsExactly(0);
  }

  @Test
  void a_row_takes_its_key_along_also_where_that_reads_otherwise() {
    Layout layout = live(1, Kind.MASTER, 30);
    Row older = Quakes.row("c", "Fiji", 8.0, "2026-02-02T00:00:00Z");
    storage.data().commit(Batch.of(layout, OLD, OTHER, older));
    keys("update <schema>._keys set key_text = 'c as it was' where row_seq = 3");

    assertThat(storage.data().expire(new Expiry(layout, NOW), 0)).contains(expired(2));

    assertThat(rows(layout)).containsExactly(OTHER);
    assertThat(keys("update <schema>._keys set row_seq = row_seq")).isEqualTo(1);
  }

  private int keys(String update) {
    return transactions.inDataset(
        DatasetId.of("quakes"),
        Purpose.WORK,
        "test",
        0,
        session -> session.update(update).execute());
  }

  @Test
  void a_row_that_is_not_due_stays_whoever_says_so() {
    Layout layout = live(1, Kind.EVENT, 30);
    storage.data().commit(Batch.of(layout, OLD, OTHER));

    assertThat(
            remove(new Expiry(layout, NOW), new Overdue(List.of(1L, 2L, 3L), OptionalLong.empty())))
        .contains(expired(1));

    assertThat(rows(layout)).containsExactly(OTHER);
    assertThat(storage.data().counters(layout.id()).rows()).isEqualTo(1);
  }

  @Test
  void nothing_goes_under_a_version_that_is_live_no_more() {
    Layout layout = live(1, Kind.EVENT, 30);
    storage.data().commit(Batch.of(layout, OLD, OTHER));
    Expiry expiry = new Expiry(layout, NOW);
    Overdue overdue = Overdue.find(transactions, expiry, 0);

    live(2, Kind.EVENT, 300);

    assertThat(remove(expiry, overdue)).isEmpty();
    assertThat(Overdue.find(transactions, expiry, 0)).isEqualTo(Overdue.NONE);
    assertThat(rows(layout)).containsExactly(OLD, OTHER);
  }

  @Test
  void very_many_groups_that_are_kept_no_longer_go_by_whole_buckets() {
    Layout layout =
        live(
            Quakes.layout(
                1,
                Quakes.plain("quakes")
                    .table(
                        "brief", t -> t.groupBy("id").every(DAY).count().retain(Duration.ofDays(1)))
                    .table("short", t -> t.every(DAY).count().retain(Duration.ofDays(1)))));
    commit(
        layout, 5_400, (batch, i) -> batch.row(quake(i, i < 4_900 ? "2026-02-01T00:00:00Z" : CUT)));
    storage.data().commit(Batch.of(layout, quake(5_400, "2026-02-03T00:00:00Z")));
    Expiry expiry = new Expiry(layout, NOW);

    assertThat(storage.data().expire(expiry, 0))
        .contains(new ExpiredPart(0, 5_400, OptionalLong.of(0)));
    assertThat(groups(layout, "brief")).as("half a bucket is told by nobody").hasSize(1);
    assertThat(groups(layout, "short")).as("another table has its turn later").hasSize(3);
    storage.data().commit(Batch.of(layout, quake(5_401, "2026-02-01T00:00:00Z")));
    assertThat(storage.data().expire(expiry, 0))
        .contains(new ExpiredPart(0, 4, OptionalLong.empty()));

    assertThat(count(layout, "_rows")).isEqualTo(5_402);
    assertThat(groups(layout, "brief")).isEmpty();
    assertThat(groups(layout, "short")).isEmpty();
  }

  private List<Row> groups(Layout layout, String table) {
    return storage.queries().run(layout, Query.from(table), QueryLimits.DEFAULT).rows();
  }

  @Test
  void very_many_rows_that_went_are_forgotten_some_at_a_time() {
    Layout layout = live(1, Kind.MASTER, 30);
    commit(
        layout,
        5_400,
        (batch, i) -> {
          Row row = quake(i, "2026-02-01T00:00:00Z");
          Batch unused = i % 2 == 0 ? batch.row(row) : batch.removal(row);
        });
    Expiry expiry = new Expiry(layout, NOW);

    assertThat(storage.data().expire(expiry, 0))
        .contains(new ExpiredPart(2_500, 0, OptionalLong.of(5_000)));
    assertThat(count(layout, "_removals")).isEqualTo(200);
    assertThat(count(layout, "_keys")).isEqualTo(400);

    assertThat(storage.data().expire(expiry, 5_000)).contains(expired(200));
    assertThat(count(layout, "_rows")).isZero();
    assertThat(count(layout, "_removals")).isZero();
    assertThat(count(layout, "_keys")).isZero();
  }

  @Test
  void what_is_left_of_a_row_that_went_later_stays() {
    Layout layout = live(1, Kind.MASTER, 30);
    storage.data().commit(Batch.under(layout).receivedAt(NOW).removal(OLD).commit());

    assertThat(remove(new Expiry(layout, NOW), new Overdue(List.of(1L), OptionalLong.empty())))
        .contains(expired(0));

    assertThat(count(layout, "_removals")).isEqualTo(1);
    assertThat(count(layout, "_keys")).isEqualTo(1);
  }

  private static Row quake(int id, String at) {
    return Quakes.row("q" + id, "Fiji", 1.0, at);
  }

  private void commit(Layout layout, int records, BiConsumer<Batch, Integer> add) {
    Batch batch = Batch.under(layout).receivedAt(Instant.parse("2026-02-01T00:00:00Z"));
    for (int i = 0; i < records; i++) {
      add.accept(batch, i);
    }
    assertThat(storage.data().commit(batch.commit())).isInstanceOf(CommitResult.Committed.class);
  }

  private int count(Layout layout, String table) {
    return transactions.inDataset(
        layout.id(),
        Purpose.READ,
        "count",
        0,
        session ->
            session
                .query("select count(*) from <schema>.<table>")
                .define("table", table)
                .mapTo(Integer.class)
                .one());
  }
}
