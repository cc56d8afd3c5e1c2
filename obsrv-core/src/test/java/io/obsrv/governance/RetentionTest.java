package io.obsrv.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.HeldLease;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.error.InvalidException;
import io.obsrv.event.Hold;
import io.obsrv.event.LeaseName;
import io.obsrv.event.Leases;
import io.obsrv.event.LostGroups;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.lifecycle.Plan;
import io.obsrv.policy.Retention;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.TestClock;
import io.obsrv.storage.WritesTold;
import io.obsrv.table.Granularity;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention as an application asks for it. */
class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path archives;
  private final TestClock clock = new TestClock();
  private final MemoryStorage storage = MemoryStorage.create(clock);
  private final Obsrv obsrv = Obsrv.on(storage).clock(clock).open();

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static DefinitionBuilder visits() {
    return DatasetDefinition.named("visits")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "integer"}, "at": {"type": "string", "format": "date-time"}}}"""))
        .key("id")
        .time("at");
  }

  private static DefinitionBuilder monthly() {
    return visits()
        .retain(Retention.byEventTime(DAY.multipliedBy(30)))
        .table("days", t -> t.every(Granularity.DAY).count().retain(DAY.multipliedBy(365)));
  }

  private void ingest(String... records) {
    for (String record : records) {
      obsrv.ingestion().ingest("visits", record);
    }
  }

  private long rows() {
    return obsrv.monitor().stats("visits").counters().rows();
  }

  @Test
  void what_is_past_its_retention_goes_when_asked_for() {
    Fixtures.publish(obsrv, monthly());
    ingest(
        "{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}",
        "{\"id\": 2, \"at\": \"2026-03-01T00:00:00Z\"}",
        "{\"id\": \"none\"}");

    assertThat(obsrv.governance().expire("visits")).isEqualTo(new Expired(1, 0, 0));
    clock.advance(DAY.multipliedBy(31));
    assertThat(obsrv.governance().expire("visits")).isEqualTo(new Expired(1, 0, 1));
    clock.advance(DAY.multipliedBy(365));
    assertThat(obsrv.governance().expire("visits")).isEqualTo(new Expired(0, 2, 0));
    assertThat(obsrv.governance().expire("visits")).isEqualTo(Expired.NOTHING);

    assertThat(obsrv.ingestion().quarantine("visits").trail(1))
        .extracting(QuarantineEntry::action)
        .contains(QuarantineAction.EXPIRED);
  }

  @Test
  void of_a_dataset_that_keeps_everything_nothing_goes() {
    Fixtures.publish(obsrv, visits());
    ingest("{\"id\": 1, \"at\": \"2001-01-01T00:00:00Z\"}", "{\"id\": \"none\"}");
    clock.advance(DAY.multipliedBy(365));

    assertThat(obsrv.governance().expire("visits")).isEqualTo(Expired.NOTHING);

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void it_holds_for_retired_datasets_and_by_an_alias_too() {
    Fixtures.publish(obsrv, monthly());
    ingest("{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}");
    obsrv.datasets().alias("seen", "visits");
    obsrv.datasets().retire("visits");

    assertThat(obsrv.governance().expire("seen")).isEqualTo(new Expired(1, 0, 0));
  }

  @Test
  void a_draft_is_not_in_force() {
    Fixtures.publish(obsrv, visits());
    ingest("{\"id\": 1, \"at\": \"2001-01-01T00:00:00Z\"}");
    obsrv.datasets().edit("visits", d -> d.retain(Retention.byReceiveTime(DAY)));
    obsrv.datasets().create(monthly().build().renamed(DatasetId.of("other")));
    clock.advance(DAY.multipliedBy(365));

    assertThat(obsrv.governance().expire("visits")).isEqualTo(Expired.NOTHING);
    assertThat(obsrv.governance().expire("other")).isEqualTo(Expired.NOTHING);

    Fixtures.review(obsrv, "visits");
    assertThat(obsrv.governance().expire("visits")).isEqualTo(new Expired(1, 0, 0));
    Fixtures.publish(obsrv, "visits", DefinitionBuilder::retainForever);
    ingest("{\"id\": 2, \"at\": \"2001-01-01T00:00:00Z\"}");
    clock.advance(DAY.multipliedBy(365));
    assertThat(obsrv.governance().expire("visits")).isEqualTo(Expired.NOTHING);
  }

  @Test
  void what_is_not_here_is_told_apart() {
    assertThatThrownBy(() -> obsrv.governance().expire("nowhere"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("nowhere");
    try (Obsrv with = Obsrv.on(MemoryStorage.create()).archives(archives).open()) {
      Fixtures.publish(with, monthly());
      with.datasets().retire("visits");
      with.datasets().archive("visits");
      assertThatThrownBy(() -> with.governance().expire("visits"))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("restore");
    }
  }

  @Test
  void a_schedule_does_it_again_and_again_for_every_dataset() {
    Fixtures.publish(obsrv, monthly());
    Fixtures.publish(obsrv, monthly().build().renamed(DatasetId.of("others")).toBuilder());
    ingest("{\"id\": 1, \"at\": \"2026-03-01T00:00:00Z\"}");
    obsrv.ingestion().ingest("others", "{\"id\": 1, \"at\": \"2026-03-01T00:00:00Z\"}");

    try (Obsrv scheduled =
        Obsrv.on(storage).clock(clock).expireEvery(Duration.ofMillis(1)).open()) {
      assertThat(rows()).isEqualTo(1);
      clock.advance(DAY.multipliedBy(31));
      untilThereAre(0);
      ingest("{\"id\": 2, \"at\": \"2026-03-31T00:00:00Z\"}");
      clock.advance(DAY.multipliedBy(31));
      untilThereAre(0);
      assertThat(scheduled.governance().expire("others")).isNotNull();
      assertThat(scheduled.monitor().stats("others").counters().rows()).isZero();
    }
  }

  @Test
  void a_dataset_that_cannot_be_read_keeps_nobody_from_the_others() {
    Fixtures.publish(obsrv, monthly());
    Fixtures.publish(obsrv, monthly().build().renamed(DatasetId.of("broken")).toBuilder());
    ingest("{\"id\": 1, \"at\": \"2026-03-01T00:00:00Z\"}");
    clock.advance(DAY.multipliedBy(31));
    Storage unreadable =
        WritesTold.ofAll(
            storage,
            DatasetId.of("broken"),
            call -> {
              if (call.equals("Registry.version")) {
                throw new IllegalStateException("it is upside down");
              }
            });

    try (Obsrv scheduled =
        Obsrv.on(unreadable).clock(clock).expireEvery(Duration.ofMillis(100)).open()) {
      untilThereAre(0);
      assertThat(scheduled.monitor().stats("visits").counters().rows()).isZero();
    }
  }

  private void untilThereAre(long rows) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          while (rows() != rows) {
            Thread.onSpinWait();
          }
        });
  }

  @Test
  void nothing_goes_once_another_process_is_at_it() {
    Fixtures.publish(obsrv, monthly());
    ingest("{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}", "{\"id\": \"none\"}");
    clock.advance(DAY.multipliedBy(31));
    DatasetId id = DatasetId.of("visits");
    Leases leases = Leases.shared(Duration.ofHours(1));
    Hold hold = leases.take(storage.leases(), id, LeaseName.RETENTION).orElseThrow();
    leases.close();
    clock.advance(DAY);
    HeldLease other = storage.leases().acquire(id, LeaseName.RETENTION, "other", DAY).orElseThrow();

    assertThat(obsrv.governance().expire(id, hold)).isEqualTo(Expired.NOTHING);
    storage.leases().release(id, other);
    try (Leases ours = Leases.shared(Duration.ofHours(1));
        Hold again = ours.take(storage.leases(), id, LeaseName.RETENTION).orElseThrow()) {
      assertThat(obsrv.governance().expire(id, again)).isEqualTo(new Expired(1, 0, 1));
    }
  }

  @Test
  void a_schedule_must_have_a_period() {
    assertThatThrownBy(() -> Obsrv.on(storage).expireEvery(Duration.ZERO))
        .hasMessage("expireEvery is PT0S, must be at least 1 ms");
  }

  @Test
  void a_table_declared_anew_that_loses_what_is_frozen_needs_force() {
    Fixtures.publish(obsrv, monthly());
    ingest(
        "{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}",
        "{\"id\": 2, \"at\": \"2026-03-01T00:00:00Z\"}");
    obsrv.governance().expire("visits");
    obsrv
        .datasets()
        .edit(
            "visits",
            d -> d.table("days", t -> t.every(Granularity.DAY).count().max("id").retain(DAY)));
    Fixtures.approve(obsrv, "visits");

    assertThatThrownBy(() -> obsrv.datasets().publish("visits"))
        .isInstanceOf(InvalidException.class)
        .hasMessage(
            "Dataset 'visits' cannot be published, 1 problem: tables/days: loses 1 frozen group,"
                + " whose rows are gone; publish it with plan(…).force(reason).");
    assertThat(obsrv.datasets().plan("visits").needsForce()).isTrue();
    assertThat(obsrv.datasets().plan("visits").toString())
        .contains("table 'days' loses 1 frozen group, whose rows are gone\n  needs force");
    obsrv
        .datasets()
        .publish(obsrv.datasets().plan("visits").force("the days before are kept elsewhere"));

    assertThat(obsrv.queries().run("visits", Query.from("days")).rows()).hasSize(1);
  }

  @Test
  void a_table_that_is_taken_away_with_what_is_frozen_needs_force() {
    Fixtures.publish(obsrv, monthly());
    ingest("{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}");
    obsrv.governance().expire("visits");
    obsrv.datasets().edit("visits", d -> d.withoutTable("days"));
    Fixtures.approve(obsrv, "visits");

    assertThatThrownBy(() -> obsrv.datasets().publish("visits"))
        .hasMessageContaining("tables/days: loses 1 frozen group, whose rows are gone");
    assertThat(obsrv.datasets().plan("visits").losses()).containsExactly(new LostGroups("days", 1));
  }

  @Test
  void a_table_that_is_kept_for_another_time_goes_on() {
    Fixtures.publish(obsrv, monthly());
    ingest("{\"id\": 1, \"at\": \"2026-01-01T00:00:00Z\"}");
    obsrv.governance().expire("visits");
    obsrv
        .datasets()
        .edit("visits", d -> d.table("days", t -> t.every(Granularity.DAY).count().retain(DAY)));

    Plan plan = obsrv.datasets().plan("visits");

    assertThat(plan.toString())
        .isEqualTo(
            """
            Version 2 of dataset 'visits', after version 1
              tables/days/retention: PT8760H → PT24H, safe
              can be published""");
  }

  @Test
  void what_cannot_be_kept_is_refused_at_once() {
    obsrv
        .datasets()
        .create(
            DatasetDefinition.named("visits")
                .schema(visits().build().schema())
                .retain(Retention.byEventTime(DAY))
                .table("all", t -> t.count().retain(DAY))
                .table("months", t -> t.every(Granularity.MONTH).count().retain(DAY)));

    assertThatThrownBy(() -> obsrv.datasets().submit("visits"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(
            "retention: goes by event time, but the dataset has no time column",
            "tables/all/retention: is given, but the table has no time buckets",
            "tables/months/retention: keeps buckets of a month whose rows are kept for PT24H only,"
                + " must be at least PT745H");
  }

  @Test
  void a_definition_reads_as_it_was_written_and_names_what_is_wrong() {
    DatasetDefinition definition = monthly().build();

    assertThat(DefinitionJson.read(DefinitionJson.write(definition))).isEqualTo(definition);
    assertThatThrownBy(
            () ->
                DefinitionJson.read(
                    """
                    {"id": "visits", "schema": {"type": "object", "properties": {}},
                     "retention": {"period": "-P1D", "by": "moon", "why": 1},
                     "tables": [{"name": "t", "measures": [], "retention": "soon"}]}"""))
        .isInstanceOf(InvalidException.class)
        .hasMessageContainingAll(
            "retention/why: is not a setting of a retention",
            "retention/period: ",
            "must be longer than zero, up to PT876000H",
            "retention/by: is 'moon', must be one of EVENT_TIME, RECEIVE_TIME",
            "tables/t/retention: ");
  }
}
