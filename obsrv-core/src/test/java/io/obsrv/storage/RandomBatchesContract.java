package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.Kind;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Candidate;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.Counters;
import io.obsrv.event.Effect;
import io.obsrv.event.Expiry;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.StoredRow;
import io.obsrv.policy.Retention;
import io.obsrv.schema.Row;
import io.obsrv.table.Granularity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * What must hold after any batches: counters equal counts, aggregate tables equal a recomputation.
 * Each try has a dataset of its own in one storage, which also shows that datasets do not touch
 * each other.
 */
public abstract class RandomBatchesContract extends StorageContract {
  private static final RejectionCode[] CODES = {RejectionCode.WRONG_TYPE, RejectionCode.CONSTRAINT};

  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private int tries;

  @BeforeProperty
  void openForProperty() {
    openStorage();
  }

  @AfterProperty
  void closeAfterProperty() {
    closeStorage();
  }

  /** A record: one that passed, or one that failed with the code of this number. */
  record Entry(Row row, int rejection) {}

  @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
  void counters_equal_counts_and_tables_equal_a_recomputation(
      @ForAll("batches") List<List<Entry>> batches) {
    Layout layout = live(Quakes.layout("try-" + ++tries));
    List<Row> expected = new ArrayList<>();
    List<Object> keys = new ArrayList<>();
    long received = 0;
    long duplicates = 0;
    long quarantined = 0;
    for (List<Entry> batch : batches) {
      Commit commit = commit(layout, batch);
      CommitResult.Committed result = committed(commit);
      received += commit.received();
      duplicates += result.duplicates().size();
      quarantined += result.quarantineIds().size();
      commit.candidates().stream()
          .filter(candidate -> !keys.contains(candidate.key()))
          .forEach(
              candidate -> {
                if (!keys.contains(candidate.key())) {
                  keys.add(candidate.key());
                  expected.add(candidate.row());
                }
              });
    }

    assertThat(Values.exact(rows(layout))).isEqualTo(Values.exact(expected));
    assertThat(stored(layout))
        .extracting(StoredRow::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, expected.size()).boxed().toList());
    Counters counters = data().counters(layout.id());
    assertThat(counters.received()).isEqualTo(received);
    assertThat(counters.accepted()).isEqualTo(expected.size());
    assertThat(counters.acceptedBytes()).isEqualTo((long) expected.size() * Batch.BYTES);
    assertThat(counters.duplicates()).isEqualTo(duplicates);
    assertThat(counters.quarantined()).isEqualTo(quarantined);
    assertThat(counters.received()).isEqualTo(expected.size() + duplicates + quarantined);
    assertThat(counters.causes().values().stream().mapToLong(n -> n).sum()).isEqualTo(quarantined);
    assertThat(quarantined(layout.id(), 0, Integer.MAX_VALUE)).hasSize((int) quarantined);
    assertThat(counters.newestEventTime())
        .isEqualTo(
            expected.stream()
                .map(row -> (Instant) row.value(6))
                .filter(t -> t != null)
                .max(Instant::compareTo));
    assertTablesEqualRows(layout);

    Layout rebuilt =
        live(
            Quakes.layout(
                2,
                Quakes.named(layout.id().value())
                    .table("again", t -> t.groupBy("felt").count().avg("mag"))));
    assertTablesEqualRows(rebuilt);
  }

  /**
   * What upserts leave is what the newest record of each key says, where one without a time is as
   * new as the newest before; the removals of the model are the records without a place.
   */
  @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
  void upserts_leave_the_newest_record_of_each_key_and_tables_equal_to_a_recomputation(
      @ForAll("batches") List<List<Entry>> batches) {
    Layout layout = live(Quakes.layout(1, Quakes.named("try-" + ++tries).kind(Kind.TRANSACTION)));
    Set<Object> seen = new HashSet<>();
    Map<Object, Instant> newest = new HashMap<>();
    Map<Object, Row> present = new LinkedHashMap<>();
    long received = 0;
    long accepted = 0;
    for (List<Entry> entries : batches) {
      Commit commit = upserts(layout, entries);
      CommitResult.Committed result = committed(commit);
      received += commit.received();
      for (Candidate candidate : commit.candidates()) {
        Row row = candidate.row();
        Object key = row.value(0);
        boolean removal = candidate.effect() == Effect.REMOVE;
        Instant known = newest.get(key);
        Instant at = row.value(6) == null ? known : (Instant) row.value(6);
        boolean older = known != null && at.isBefore(known);
        boolean same =
            seen.contains(key)
                && Objects.equals(at, known)
                && (removal ? !present.containsKey(key) : row.equals(present.get(key)));
        assertThat(result.duplicates().contains(candidate.index())).isEqualTo(same || older);
        if (!same && !older) {
          accepted++;
          seen.add(key);
          newest.put(key, at);
          present.remove(key);
          if (!removal) {
            present.put(key, row);
          }
        }
      }
    }

    assertThat(Values.exact(rows(layout)))
        .containsExactlyInAnyOrderElementsOf(Values.exact(List.copyOf(present.values())));
    Counters counters = data().counters(layout.id());
    assertThat(counters.received()).isEqualTo(received);
    assertThat(counters.accepted()).isEqualTo(accepted);
    assertThat(counters.rows()).isEqualTo(present.size());
    assertThat(counters.received())
        .isEqualTo(counters.accepted() + counters.duplicates() + counters.quarantined());
    assertTablesEqualRows(layout);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
  void a_dump_that_is_restored_anywhere_is_the_same_dump(
      @ForAll("batches") List<List<Entry>> batches, @ForAll Kind kind) {
    Layout layout = live(Quakes.layout(1, Quakes.named("try-" + ++tries).kind(kind)));
    for (List<Entry> entries : batches) {
      committed(kind == Kind.EVENT ? commit(layout, entries) : upserts(layout, entries));
    }
    data().admit(layout, false);

    List<String> lines = Dumps.lines(storage, layout);

    assertThat(Dumps.through(MemoryStorage.create(clock), layout, lines)).isEqualTo(lines);
    assertThat(Dumps.through(storage, layout, lines)).isEqualTo(lines);
    assertTablesEqualRows(layout);
  }

  /** Whatever goes by its age, and whatever comes in between, every storage keeps the same. */
  @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED)
  void what_is_past_its_retention_goes_alike_everywhere(
      @ForAll("batches") List<List<Entry>> batches,
      @ForAll Kind kind,
      @ForAll Retention.Basis basis,
      @ForAll @IntRange(min = 0, max = 30) int hours) {
    Layout layout = live(retained("try-" + ++tries, kind, new Retention(TWO_DAYS, basis)));
    try (Storage model = MemoryStorage.create(clock)) {
      model.data().prepare(layout);
      model.data().activate(layout, OnContradiction.REFUSE);
      Instant now = Instant.parse("2026-03-30T00:00:00Z");
      for (List<Entry> entries : batches) {
        Commit commit = kind == Kind.EVENT ? commit(layout, entries) : upserts(layout, entries);
        committed(commit);
        assertThat(model.data().commit(commit)).isInstanceOf(CommitResult.Committed.class);
        Expiry expiry = new Expiry(layout, now);
        assertThat(data().expire(expiry, 0)).isEqualTo(model.data().expire(expiry, 0));
        assertThat(stored(layout)).noneMatch(expiry::isDue);
        now = now.plus(Duration.ofHours(hours));
      }
      assertThat(Dumps.lines(storage, layout)).isEqualTo(Dumps.lines(model, layout));
    }
    Layout plain = Quakes.layout(2, Quakes.named(layout.id().value()).kind(kind));
    data().prepare(plain);
    data().activate(plain, OnContradiction.NULLIFY);
    assertTablesEqualRows(plain);
  }

  private static Layout retained(String id, Kind kind, Retention retention) {
    return Quakes.layout(
        1,
        Quakes.named(id)
            .kind(kind)
            .retain(retention)
            .table(
                "kept",
                t ->
                    t.groupBy("place")
                        .every(Granularity.HOUR)
                        .count()
                        .max("mag")
                        .sum("depth")
                        .retain(Duration.ofDays(3)))
            .table("brief", t -> t.every(Granularity.DAY).count().min("felt").retain(TWO_DAYS)));
  }

  private static Commit upserts(Layout layout, List<Entry> entries) {
    Batch batch = Batch.under(layout);
    for (Entry entry : entries) {
      if (entry.row() == null) {
        batch.rejected(CODES[entry.rejection()], "{}");
      } else if (entry.row().value(1) == null) {
        batch.removal(entry.row());
      } else {
        batch.row(entry.row());
      }
    }
    return batch.commit();
  }

  @Provide
  Arbitrary<List<List<Entry>>> batches() {
    return entries().list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(5);
  }

  private static Arbitrary<Entry> entries() {
    Arbitrary<Entry> passed = rows().map(row -> new Entry(row, -1));
    Arbitrary<Entry> failed =
        Arbitraries.integers().between(0, 1).map(code -> new Entry(null, code));
    return Arbitraries.frequencyOf(Tuple.of(6, passed), Tuple.of(1, failed));
  }

  private static Arbitrary<Row> rows() {
    Arbitrary<String> ids = Arbitraries.integers().between(1, 12).map(i -> "id" + i);
    Arbitrary<String> places = Arbitraries.of("Fiji", "Rotorua", "", "ä").injectNull(0.2);
    Arbitrary<Double> mags =
        Arbitraries.oneOf(
                Arbitraries.integers().between(-10, 95).map(i -> i / 10.0),
                Arbitraries.doubles().between(-1e15, 1e15))
            .map(d -> d == 0 ? 0.0 : d)
            .injectNull(0.2);
    Arbitrary<Long> felt =
        Arbitraries.oneOf(Arbitraries.longs().between(0, 3), Arbitraries.longs()).injectNull(0.2);
    Arbitrary<BigDecimal> depths =
        Arbitraries.longs()
            .between(-9_999_999_999L, 9_999_999_999L)
            .map(unscaled -> BigDecimal.valueOf(unscaled, 3))
            .injectNull(0.2);
    Arbitrary<Boolean> reviewed = Arbitraries.of(true, false).injectNull(0.2);
    // Hours around midnight and the change to summer time in the dataset's zone.
    Arbitrary<Instant> times =
        Arbitraries.longs()
            .between(0, 3 * 24 * 60)
            .map(minutes -> Instant.parse("2026-03-28T00:00:00.000001Z").plusSeconds(minutes * 60))
            .injectNull(0.2);
    Arbitrary<LocalDate> days =
        Arbitraries.integers()
            .between(0, 2)
            .map(LocalDate.of(2026, 3, 28)::plusDays)
            .injectNull(0.2);
    return Combinators.combine(ids, places, mags, felt, depths, reviewed, times, days)
        .as(
            (id, place, mag, f, depth, r, at, day) ->
                new Row(id, place, mag, f, depth, r, at, day, null));
  }

  private static Commit commit(Layout layout, List<Entry> entries) {
    Batch batch = Batch.under(layout);
    for (Entry entry : entries) {
      if (entry.row() != null) {
        batch.row(entry.row());
      } else {
        batch.rejected(CODES[entry.rejection()], "{}");
      }
    }
    return batch.commit();
  }
}
