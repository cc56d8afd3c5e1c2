package io.obsrv.jdbc;

import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import io.obsrv.schema.Row;
import io.obsrv.storage.Batch;
import io.obsrv.storage.Quakes;
import io.obsrv.table.Bound;
import io.obsrv.table.Granularity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A group whose least or greatest value went is made anew from its own rows. That no others are
 * read is seen by making them unreadable.
 */
abstract class StaleGroupsContract {
  private Transactions transactions;
  private JdbcStorage storage;

  /** Databases that are new and empty. */
  abstract Databases open();

  @BeforeEach
  void openStorage() {
    Databases databases = open();
    transactions = new Transactions(databases);
    storage = new JdbcStorage(databases, Clock.systemUTC(), CommitHook.NONE);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private static DefinitionBuilder definition() {
    return Quakes.plain("quakes")
        .kind(Kind.MASTER)
        .table(
            "t",
            t ->
                t.where(field("mag").atLeast(0))
                    .groupBy("place")
                    .every(Granularity.DAY)
                    .count()
                    .min("mag")
                    .max("felt"));
  }

  private Layout live(DefinitionBuilder definition) {
    Layout layout = Quakes.layout(1, definition);
    storage.data().prepare(layout);
    storage.data().activate(layout, OnContradiction.REFUSE);
    return layout;
  }

  private void commit(Layout layout, Row... rows) {
    assertThat(storage.data().commit(Batch.of(layout, rows)))
        .isInstanceOf(CommitResult.Committed.class);
  }

  private static Row quake(String id, String place, double mag, long felt, String at) {
    return Quakes.row(id, place, mag, felt, null, at);
  }

  private void assertTableEqualsRows(Layout layout) {
    List<Row> rows = new ArrayList<>();
    storage.data().scan(layout, (StoredRow row) -> rows.add(row.row()));
    assertThat(table(layout))
        .containsExactlyInAnyOrderElementsOf(
            layout.rollup("t").orElseThrow().groups(rows).stream().map(g -> g.row()).toList());
  }

  private List<Row> table(Layout layout) {
    return storage.queries().run(layout, Query.from("t"), QueryLimits.DEFAULT).rows();
  }

  /** Nothing can be made of a row that was never received. */
  private void makeUnreadable(Layout layout, String... ids) {
    transactions.inDataset(
        layout.id(),
        Purpose.STRUCTURE,
        "break",
        0,
        session -> {
          session.execute(
              "alter table %s alter column _received_at drop not null"
                  .formatted(session.space().table(Namespace.ROWS)));
          return session
              .update("update <schema>._rows set _received_at = null where id in (<ids>)")
              .bindList("ids", List.of(ids))
              .execute();
        });
  }

  private void makeReadable(Layout layout) {
    transactions.inDataset(
        layout.id(),
        Purpose.STRUCTURE,
        "mend",
        0,
        session ->
            session
                .update(
                    """
                    update <schema>._rows set _received_at = current_timestamp
                    where _received_at is null
                    """)
                .execute());
  }

  @Test
  void rows_of_other_groups_are_not_read() {
    Layout layout = live(definition());
    commit(
        layout,
        quake("a", "Fiji", 1.0, 9L, "2026-02-01T10:00:00Z"),
        quake("b", "Fiji", 2.0, 5L, "2026-02-01T11:00:00Z"),
        quake("elsewhere", "Tonga", 2.0, 5L, "2026-02-01T11:00:00Z"),
        quake("nowhere", null, 2.0, 5L, "2026-02-01T11:00:00Z"),
        quake("earlier", "Fiji", 2.0, 5L, "2026-01-01T11:00:00Z"),
        quake("later", "Fiji", 2.0, 5L, "2026-03-01T11:00:00Z"),
        Quakes.row("never", "Fiji", 2.0, 5L, null, null),
        quake("small", "Fiji", -1.0, 5L, "2026-02-01T11:00:00Z"));
    makeUnreadable(layout, "elsewhere", "nowhere", "earlier", "later", "never", "small");

    commit(layout, quake("a", "Fiji", 3.0, 1L, "2026-02-01T10:00:01Z"));

    makeReadable(layout);
    assertThat(table(layout)).anyMatch(row -> row.equals(row("Fiji", row.value(1), 2L, 2.0, 5L)));
    assertTableEqualsRows(layout);
  }

  private static Row row(Object... values) {
    return new Row(values);
  }

  @Test
  void rows_without_a_dimension_or_a_time_are_those_of_their_group() {
    Layout layout = live(definition());
    commit(
        layout,
        quake("a", null, 1.0, 9L, "2026-02-01T10:00:00Z"),
        quake("b", null, 2.0, 5L, "2026-02-01T11:00:00Z"),
        quake("c", "Fiji", 1.0, 9L, null),
        quake("d", "Fiji", 2.0, 5L, null),
        quake("e", null, 1.0, 9L, null),
        quake("f", null, 2.0, 5L, null),
        quake("elsewhere", "Tonga", 2.0, 5L, "2026-02-01T11:00:00Z"));
    makeUnreadable(layout, "elsewhere");

    commit(layout, quake("e", null, 3.0, 1L, null));
    commit(
        layout,
        quake("a", null, 3.0, 1L, "2026-02-01T10:00:01Z"),
        quake("c", "Fiji", 3.0, 1L, null));

    makeReadable(layout);
    assertTableEqualsRows(layout);
  }

  @Test
  void more_groups_than_can_be_told_one_by_one_are_all_made_anew() {
    Layout layout = live(definition());
    for (int i = 0; i < 50; i++) {
      commit(
          layout,
          quake("a" + i, "place " + i, 1.0, 9L, "2026-02-01T10:00:00Z"),
          quake("b" + i, "place " + i, 2.0, 5L, "2026-02-01T11:00:00Z"));
    }

    Batch batch = Batch.under(layout);
    for (int i = 0; i < 50; i++) {
      batch.row(quake("a" + i, "place " + i, 3.0, 1L, "2026-02-01T10:00:01Z"));
    }
    storage.data().commit(batch.commit());

    assertThat(table(layout)).hasSize(50).allMatch(row -> row.value(4).equals(5L));
    assertTableEqualsRows(layout);
  }

  @Test
  void texts_that_may_be_long_are_found_too() {
    Layout layout = live(definition().maxEventBytes(2 << 20));
    String place = "x".repeat(1_200_000);
    commit(
        layout,
        quake("a", place, 1.0, 9L, "2026-02-01T10:00:00Z"),
        quake("b", place, 2.0, 5L, "2026-02-01T11:00:00Z"),
        quake("elsewhere", "Tonga", 2.0, 5L, "2026-02-01T11:00:00Z"));
    makeUnreadable(layout, "elsewhere");

    commit(layout, quake("a", place, 3.0, 1L, "2026-02-01T10:00:01Z"));

    makeReadable(layout);
    assertTableEqualsRows(layout);
  }

  @Test
  void a_group_of_thousands_of_rows_is_made_anew() {
    Layout layout = live(definition());
    Batch batch = Batch.under(layout);
    for (int i = 0; i < 2_500; i++) {
      batch.row(quake("q" + i, i % 2 == 0 ? "Fiji" : "Tonga", i, i, "2026-02-01T10:00:00Z"));
    }
    storage.data().commit(batch.commit());

    commit(layout, quake("q2498", "Fiji", 1.0, 1L, "2026-02-01T10:00:01Z"));

    assertTableEqualsRows(layout);
  }

  private List<List<Long>> numbersOf(Layout layout, String place, int span) {
    RowFilter filter =
        new RowFilter(layout.columns(), List.of(new Bound.OneOf(1, Set.of(place), false)));
    return transactions.inDataset(
        layout.id(),
        Purpose.WORK,
        "test",
        List.of(),
        session -> {
          List<List<Long>> read = new ArrayList<>();
          FilteredRows.each(
              session,
              layout,
              filter,
              span,
              rows -> read.add(rows.stream().map(StoredRow::sequence).toList()));
          return read;
        });
  }

  @Test
  void one_statement_looks_at_some_rows_only_and_passes_over_numbers_that_are_gone() {
    Layout layout = live(definition());
    for (int i = 0; i < 25; i++) {
      commit(layout, quake("q" + i, i % 2 == 0 ? "Fiji" : "Tonga", 1.0, 1L, null));
    }
    for (int i = 2; i < 12; i++) {
      commit(layout, quake("q" + i, i % 2 == 0 ? "Fiji" : "Tonga", 2.0, 1L, null));
    }

    assertThat(numbersOf(layout, "Fiji", 10))
        .containsExactly(
            List.of(1L, 13L, 15L, 17L, 19L),
            List.of(21L, 23L, 25L, 26L, 28L, 30L),
            List.of(32L, 34L));
    assertThat(numbersOf(layout, "Fiji", 25)).extracting(List::size).containsExactly(13);
    assertThat(numbersOf(layout, "Samoa", 10)).isEmpty();
  }
}
