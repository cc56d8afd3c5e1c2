package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.ObsrvBuilder;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.callback.Callback;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.RunState;
import io.obsrv.policy.Retries;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.table.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DestinationControlTest {
  private static final String THREAD = "obsrv-cities-out";

  private final ListDestination kept = new ListDestination();
  private final MemoryStorage storage = MemoryStorage.create();
  private final List<Obsrv> opened = new ArrayList<>();
  private Obsrv obsrv = open();

  private Obsrv open(ConnectorProvider... more) {
    ObsrvBuilder builder = Obsrv.on(storage).connector(kept);
    List.of(more).forEach(builder::connector);
    Obsrv next = builder.retries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(2))).open();
    opened.add(next);
    return next;
  }

  @AfterEach
  void close() {
    opened.forEach(Obsrv::close);
  }

  private static DefinitionBuilder cities() {
    return DatasetDefinition.named("cities")
        .kind(Kind.MASTER)
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "integer"}, "name": {"type": "string"}}}
                """))
        .key("id")
        .deletedWhen(Condition.field("name").equalTo("gone"));
  }

  private static DefinitionBuilder withOut() {
    return cities().destination("out", ListDestination.config("one"));
  }

  private ConnectorControl out() {
    return obsrv.ingestion().destination("cities", "out");
  }

  private void put(int id, String name) {
    obsrv.ingestion().ingest("cities", "{\"id\": %d, \"name\": \"%s\"}".formatted(id, name));
  }

  @Test
  void gets_every_row_once_and_in_order_replaced_and_removed_ones_too() throws Exception {
    Fixtures.publish(obsrv, withOut());

    put(1, "Pune");
    kept.await(1);
    put(2, "Goa");
    kept.await(2);
    put(1, "Poona");
    kept.await(3);
    put(2, "gone");

    assertThat(kept.await(4))
        .containsExactly(
            "1 PUT {\"id\":1,\"name\":\"Pune\"}",
            "2 PUT {\"id\":2,\"name\":\"Goa\"}",
            "3 PUT {\"id\":1,\"name\":\"Poona\"}",
            "4 REMOVE {\"id\":2}");
  }

  @Test
  void a_destination_that_is_added_gets_what_was_there_before() throws Exception {
    Fixtures.publish(obsrv, cities());
    put(1, "Pune");
    put(2, "Goa");

    Fixtures.publish(obsrv, "cities", d -> d.destination("out", ListDestination.config("one")));

    assertThat(kept.await(2))
        .extracting(row -> row.substring(0, 5))
        .containsExactly("1 PUT", "2 PUT");
  }

  @Test
  void one_that_is_removed_stops_and_one_that_is_changed_goes_on() throws Exception {
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.await(1);

    Fixtures.publish(obsrv, "cities", d -> d.destination("out", ListDestination.config("two")));
    put(2, "Goa");
    assertThat(kept.await(2)).hasSize(2);

    Fixtures.publish(obsrv, "cities", d -> d.withoutDestination("out"));
    put(3, "Kochi");
    assertThat(Workers.named(THREAD)).isEmpty();
    assertThat(kept.await(2)).hasSize(2);
  }

  @Test
  void records_that_it_refuses_are_counted_also_when_the_library_is_opened_again()
      throws Exception {
    kept.refused.addAll(List.of(1L, 3L));
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    put(2, "Goa");
    put(3, "Kochi");
    kept.await(3);
    out().stop();
    assertThat(out().status().refused()).isEqualTo(2);

    obsrv = open();
    out().restart();
    put(4, "Delhi");
    kept.await(4);
    out().stop();
    assertThat(out().status().refused()).isEqualTo(2);
    assertThat(out().status().lag()).hasValue(0);
  }

  @Test
  void its_thread_ends_when_it_is_quiet_and_the_next_commit_wakes_it() throws Exception {
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.await(1);

    Workers.awaitEnd(THREAD);
    assertThat(out().status().state()).isEqualTo(RunState.RUNNING);

    put(2, "Goa");
    assertThat(kept.await(2)).hasSize(2);
  }

  @Test
  void a_resting_one_that_is_paused_stays_so_when_rows_come() throws Exception {
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.await(1);
    Workers.awaitEnd(THREAD);

    out().pause();
    put(2, "Goa");

    assertThat(out().status().state()).isEqualTo(RunState.PAUSED);
    assertThat(Workers.named(THREAD)).isEmpty();
    out().resume();
    assertThat(kept.await(2)).hasSize(2);
  }

  @Test
  void one_that_fails_holds_back_neither_the_dataset_nor_another() throws Exception {
    kept.fails = true;
    CountDownLatch called = new CountDownLatch(1);
    Callback other = Callback.to("other", batch -> called.countDown());
    obsrv = open(other);
    Fixtures.publish(obsrv, withOut().destination("other", other.config()));

    put(1, "Pune");
    Workers.awaitEnd(THREAD);
    called.await();
    put(2, "Goa");

    assertThat(out().status().state()).isEqualTo(RunState.FAILED);
    assertThat(out().status().error()).isEqualTo(Optional.of("the disk is full"));
    assertThat(obsrv.monitor().stats("cities").counters().accepted()).isEqualTo(2);

    kept.fails = false;
    out().restart();
    assertThat(kept.await(2)).hasSize(2);
  }

  @Test
  void what_it_was_told_is_kept_when_the_library_is_opened_again() throws Exception {
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.await(1);

    out().pause();
    obsrv = open();
    put(2, "Goa");
    assertThat(out().status().state()).isEqualTo(RunState.PAUSED);
    assertThat(Workers.named(THREAD)).isEmpty();

    out().stop();
    obsrv = open();
    put(3, "Kochi");
    assertThat(out().status().state()).isEqualTo(RunState.STOPPED);
    assertThat(Workers.named(THREAD)).isEmpty();
    assertThat(kept.await(1)).as("rows while it was paused or stopped").hasSize(1);

    out().restart();
    assertThat(kept.await(3)).hasSize(3);
    out().stop();
    out().restart();
    obsrv = open();
    assertThat(out().status().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_failure_is_kept_with_its_reason_when_the_library_is_opened_again() throws Exception {
    kept.fails = true;
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    Workers.awaitEnd(THREAD);

    obsrv = open();
    put(2, "Goa");
    assertThat(out().status().state()).isEqualTo(RunState.FAILED);
    assertThat(out().status().error()).contains("the disk is full");
    assertThat(Workers.named(THREAD)).isEmpty();

    kept.fails = false;
    out().restart();
    assertThat(kept.await(2)).hasSize(2);
    assertThat(out().status().error()).isEmpty();
  }

  @Test
  void what_it_is_told_leaves_a_trail_of_its_own() {
    Fixtures.publish(obsrv, withOut());
    ConnectorControl asha = obsrv.as("asha").ingestion().destination("cities", "out");

    asha.pause();
    asha.resume();
    asha.stop();

    assertThat(out().trail())
        .extracting(ConnectorEntry::actor, ConnectorEntry::action)
        .containsExactly(
            tuple("asha", ConnectorAction.PAUSED),
            tuple("asha", ConnectorAction.RESUMED),
            tuple("asha", ConnectorAction.STOPPED));
    assertThat(obsrv.ingestion().source("cities", "out").trail()).isEmpty();
  }

  @Test
  void one_whose_jar_lacks_a_class_has_failed_and_says_which() throws Exception {
    kept.error = new NoClassDefFoundError("org/lib/Gone");
    Fixtures.publish(obsrv, withOut());

    put(1, "Pune");
    Workers.awaitEnd(THREAD);

    assertThat(out().status().state()).isEqualTo(RunState.FAILED);
    assertThat(out().status().error()).contains("java.lang.NoClassDefFoundError: org/lib/Gone");
  }

  @Test
  void one_that_answers_with_null_has_failed_and_is_told_where() throws Exception {
    kept.answersNull = true;
    Fixtures.publish(obsrv, withOut());

    put(1, "Pune");
    Workers.awaitEnd(THREAD);

    assertThat(out().status().state()).isEqualTo(RunState.FAILED);
    assertThat(out().status().error())
        .contains(
            "Destination 'out' of dataset 'cities' cannot go on: its connector answered 'write' with null, where a value must be. Correct the connector.");
  }

  @Test
  void one_that_has_more_than_its_dataset_is_of_another_storage_and_fails() throws Exception {
    kept.position = 50L;
    Fixtures.publish(obsrv, withOut());

    put(1, "Pune");
    Workers.awaitEnd(THREAD);

    assertThat(out().status().state()).isEqualTo(RunState.FAILED);
    assertThat(out().status().error().orElseThrow())
        .matches(
            "Destination 'out' of dataset 'cities' is at row 50, but the dataset has only [01]: it was written from another storage. Empty it together with its position, or declare one that writes to another place.");
  }

  @Test
  void tells_how_many_rows_wait_for_one_that_fails() throws Exception {
    kept.fails = true;
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    Workers.awaitEnd(THREAD);

    put(2, "Goa");
    put(3, "Kochi");

    assertThat(out().status().lag()).hasValue(3);
    obsrv = open();
    assertThat(out().status().lag()).as("of one that is not started").hasValue(3);
  }

  @Test
  void goes_on_counting_after_a_rest() throws Exception {
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    put(2, "Goa");
    put(3, "Kochi");
    kept.await(3);
    Workers.awaitEnd(THREAD);

    put(4, "Delhi");
    kept.await(4);
    Workers.awaitEnd(THREAD);

    assertThat(out().status().records()).isEqualTo(4);
  }

  @Test
  void one_that_hangs_is_paused_at_once_and_never_started_beside_itself() throws Exception {
    kept.hangsForEver = true;
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.hanging.await();

    Thread pausing = new Thread(out()::pause);
    pausing.start();
    Workers.await("paused", () -> out().status().state() == RunState.PAUSED);
    assertThat(pausing.isAlive()).as("pause still waits").isTrue();
    pausing.join();
    assertThat(out().status().state()).isEqualTo(RunState.PAUSED);
    assertThat(out().status().error())
        .contains(
            "it was told to stop, but the connector hangs; it is not started again before it returns");

    out().resume();
    Workers.await("told to wait", () -> out().status().error().isPresent());
    assertThat(out().status().error())
        .contains("it waits for its last run, which hangs in the connector");
    kept.hangsForEver = false;
    kept.released.countDown();
    put(2, "Goa");
    kept.await(2);
    assertThat(kept.most).as("writes at the same time").hasValue(1);
    assertThat(out().status().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void close_does_not_wait_for_one_that_hangs() throws Exception {
    kept.hangs = true;
    Fixtures.publish(obsrv, withOut());
    put(1, "Pune");
    kept.hanging.await();

    long begun = System.nanoTime();
    obsrv.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }
}
