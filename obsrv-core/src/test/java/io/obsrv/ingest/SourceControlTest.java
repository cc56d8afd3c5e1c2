package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.RunState;
import io.obsrv.policy.Retries;
import io.obsrv.policy.Scaling;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class SourceControlTest {
  private static final Retries TWICE = new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2));

  private final StreamSource stream = new StreamSource();
  private final MemoryStorage storage = MemoryStorage.create();
  private final Taken taken = new Taken();
  private final List<Obsrv> opened = new ArrayList<>();
  private Obsrv obsrv = open();

  private Obsrv open() {
    return kept(Obsrv.on(storage).connector(stream).telemetry(taken).retries(TWICE).open());
  }

  private Obsrv kept(Obsrv next) {
    opened.add(next);
    return next;
  }

  @AfterEach
  void close() {
    opened.forEach(Obsrv::close);
  }

  private static DefinitionBuilder orders() {
    return Fixtures.numbered("orders").key("id");
  }

  private ConnectorControl feed() {
    return obsrv.ingestion().source("orders", "feed");
  }

  private void publish() {
    Fixtures.publish(obsrv, orders().source("feed", StreamSource.config("one")));
  }

  /** A second instance on the same storage stands for the next process. */
  private void reopen() {
    obsrv = open();
  }

  @Test
  void a_paused_source_takes_nothing_until_it_is_resumed_where_it_was() throws Exception {
    stream.add("{\"id\": 1}");
    publish();
    taken.await(1);

    feed().pause();
    stream.add("{\"id\": 2}");

    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);
    assertThat(Workers.named("obsrv-orders-feed")).isEmpty();
    assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(1);
    feed().resume();
    taken.await(2);
    assertThat(feed().status().state()).isEqualTo(RunState.RUNNING);
    assertThat(stream.opened).containsExactly("one", "one behind 1");
  }

  @Test
  void a_batch_that_cannot_be_read_again_is_stored_though_its_source_is_paused_before_its_turn()
      throws Exception {
    ListSource list = new ListSource();
    list.capabilities = Set.of();
    list.records.addAll(List.of("{\"id\": 1}", "{\"id\": 2}", "{\"id\": 3}"));
    CountDownLatch second = new CountDownLatch(1);
    list.calls =
        new ListSource.Calls() {
          @Override
          public void polls(int position, Duration wait) {
            if (position == 1) {
              second.countDown();
            }
          }
        };
    // A clock that stands still: of one record a second, the turn of the second never comes.
    obsrv = kept(Obsrv.on(storage).connector(list).clock(new TestClock()).open());
    Fixtures.publish(
        obsrv,
        orders()
            .source("feed", ListSource.config())
            .scaling(Scaling.DEFAULT.batchSize(1).recordsPerSecond(1)));
    second.await();

    feed().pause();

    assertThat(list.committed).containsExactly("1", "2");
    assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(2);
  }

  @Test
  void start_leaves_a_paused_source_alone_and_starts_a_stopped_one() throws Exception {
    publish();
    feed().pause();
    obsrv.ingestion().start("orders");
    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);

    feed().stop();
    assertThat(feed().status().state()).isEqualTo(RunState.STOPPED);
    obsrv.ingestion().start("orders");

    stream.add("{\"id\": 1}");
    taken.await(1);
    assertThat(feed().status().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void what_a_source_was_told_is_kept_when_the_library_is_opened_again() {
    publish();
    feed().pause();
    reopen();
    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);

    feed().stop();
    reopen();
    assertThat(feed().status().state()).isEqualTo(RunState.STOPPED);

    feed().restart();
    reopen();
    assertThat(feed().status().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void a_source_that_fails_too_often_has_failed_for_good_and_others_go_on() throws Exception {
    stream.fails = true;
    ListSource list = new ListSource();
    list.records.add("{\"id\": 1}");
    obsrv = kept(Obsrv.on(storage).connector(stream).connector(list).retries(TWICE).open());
    Fixtures.publish(
        obsrv,
        orders().source("feed", StreamSource.config("one")).source("list", ListSource.config()));

    Workers.awaitEnd("obsrv-orders-feed");
    Workers.awaitEnd("obsrv-orders-list");

    assertThat(stream.opened).as("once, and twice again").hasSize(3);
    assertThat(obsrv.ingestion().connectors("orders"))
        .extracting(
            ConnectorStatus::name,
            ConnectorStatus::state,
            ConnectorStatus::error,
            ConnectorStatus::attempts,
            ConnectorStatus::records)
        .containsExactly(
            tuple("feed", RunState.FAILED, Optional.of("the line is cut"), 3, 0L),
            tuple("list", RunState.COMPLETED, Optional.empty(), 0, 1L));
    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);
  }

  @Test
  void a_split_that_fails_too_often_has_failed_also_beside_one_that_is_well() throws Exception {
    ListSource list = new ListSource();
    list.brokenSplit = true;
    list.records.add("{\"id\": 1}");
    obsrv = kept(Obsrv.on(storage).connector(list).retries(TWICE).open());
    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));

    Workers.awaitEnd("obsrv-orders-feed");

    assertThat(list.opened).filteredOn("broken"::equals).as("once, and twice again").hasSize(3);
    assertThat(feed().status().state()).isEqualTo(RunState.FAILED);
    assertThat(feed().status().error()).contains("the line is cut");
    assertThat(feed().status().attempts()).isEqualTo(3);
    assertThat(feed().status().records()).isEqualTo(1);
  }

  @Test
  void a_failure_is_kept_with_its_reason_until_somebody_restarts_the_source() throws Exception {
    stream.fails = true;
    publish();
    Workers.awaitEnd("obsrv-orders-feed");
    reopen();

    assertThat(feed().status().state()).isEqualTo(RunState.FAILED);
    assertThat(feed().status().error()).contains("the line is cut");

    stream.fails = false;
    stream.add("{\"id\": 1}");
    feed().restart();
    taken.await(1);
    assertThat(feed().status().error()).isEmpty();
  }

  @Test
  void a_running_source_that_is_reset_reads_again_though_nothing_new_comes() throws Exception {
    stream.add("{\"id\": 1}", "{\"id\": 2}");
    publish();
    taken.await(2);

    feed().reset("one", Optional.of(new Checkpoint("1")));
    taken.await(3);
    feed().reset("one", Optional.empty());
    taken.await(5);

    assertThat(obsrv.monitor().stats("orders").counters().accepted()).isEqualTo(2);
    assertThat(obsrv.monitor().stats("orders").counters().duplicates()).isEqualTo(3);
  }

  @Test
  void a_split_that_the_source_does_not_have_cannot_be_reset() {
    publish();

    assertThatThrownBy(() -> feed().reset("nosuch", Optional.of(new Checkpoint("1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("source 'feed' of dataset 'orders' has no split 'nosuch', only [one]");
    assertThat(feed().trail()).isEmpty();
  }

  @Test
  void a_paused_source_that_is_reset_stays_paused_and_goes_on_from_there() throws Exception {
    stream.add("{\"id\": 1}");
    publish();
    taken.await(1);
    feed().pause();

    feed().reset("one", Optional.empty());

    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);
    feed().resume();
    taken.await(2);
    assertThat(stream.opened).containsExactly("one", "one");
  }

  @Test
  void what_a_source_is_told_leaves_a_trail_of_who_and_what() throws Exception {
    publish();
    ConnectorControl asha = obsrv.as("asha").ingestion().source("orders", "feed");
    ConnectorControl ravi = obsrv.as("ravi").ingestion().source("orders", "feed");

    asha.pause();
    ravi.resume();
    asha.reset("one", Optional.of(new Checkpoint("0")));
    asha.reset("one", Optional.empty());
    asha.stop();
    obsrv.as("ravi").ingestion().start("orders");
    obsrv.ingestion().start("orders");
    ravi.restart();
    reopen();
    Fixtures.publish(obsrv, "orders", d -> d.withoutSource("feed"));

    assertThat(feed().trail())
        .extracting(ConnectorEntry::actor, ConnectorEntry::action, ConnectorEntry::detail)
        .containsExactly(
            tuple("asha", ConnectorAction.PAUSED, ""),
            tuple("ravi", ConnectorAction.RESUMED, ""),
            tuple("asha", ConnectorAction.RESET, "split 'one' to '0'"),
            tuple("asha", ConnectorAction.RESET, "split 'one' to its beginning"),
            tuple("asha", ConnectorAction.STOPPED, ""),
            tuple("ravi", ConnectorAction.STARTED, ""),
            tuple("ravi", ConnectorAction.RESTARTED, ""));
    assertThat(obsrv.ingestion().destination("orders", "feed").trail()).isEmpty();
  }

  @Test
  void a_source_that_has_failed_is_started_by_the_next_publication_which_is_in_its_trail()
      throws Exception {
    stream.fails = true;
    publish();
    Workers.awaitEnd("obsrv-orders-feed");
    assertThat(feed().trail()).as("nobody told it to fail").isEmpty();
    stream.fails = false;

    Fixtures.publish(obsrv, "orders", d -> d.owner("shop"));

    assertThat(feed().trail())
        .extracting(ConnectorEntry::actor, ConnectorEntry::action)
        .containsExactly(tuple("system", ConnectorAction.STARTED));
  }

  @Test
  void a_source_that_is_not_there_is_named_with_those_that_are() {
    publish();
    ConnectorControl other = obsrv.ingestion().source("orders", "fed");

    assertThatThrownBy(other::pause)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dataset 'orders' has no source 'fed', only [feed]");
    assertThatThrownBy(() -> other.reset("one", Optional.empty()))
        .hasMessage("dataset 'orders' has no source 'fed', only [feed]");
  }

  @Test
  void a_source_that_has_completed_can_be_paused() {
    ListSource list = new ListSource();
    obsrv = kept(Obsrv.on(storage).connector(list).open());
    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));
    obsrv.ingestion().awaitCompletion("orders");

    feed().pause();

    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);
  }

  @Test
  void a_source_whose_options_are_changed_begins_anew_and_one_that_is_removed_stops()
      throws Exception {
    stream.add("{\"id\": 1}");
    publish();
    taken.await(1);

    Fixtures.publish(obsrv, "orders", d -> d.source("feed", StreamSource.config("two")));
    taken.await(2);
    assertThat(stream.opened).containsExactly("one", "two");

    Fixtures.publish(obsrv, "orders", d -> d.withoutSource("feed"));
    assertThat(Workers.named("obsrv-orders-feed")).isEmpty();
    assertThat(obsrv.ingestion().connectors("orders")).isEmpty();
  }

  @Test
  void one_that_hangs_when_it_is_paused_is_closed_and_stores_nothing_afterwards() throws Exception {
    stream.hangsForEver = true;
    stream.add("{\"id\": 1}");
    publish();
    stream.hanging.acquire();

    feed().pause();
    stream.closed.await();
    stream.released.countDown();
    Workers.awaitEnd("obsrv-orders-feed");

    assertThat(feed().status().state()).isEqualTo(RunState.PAUSED);
    assertThat(feed().status().error()).isEmpty();
    assertThat(obsrv.monitor().stats("orders").counters().received()).isZero();
  }

  @Test
  void nobody_waits_for_a_source_that_was_paused_or_failed_before_the_library_was_opened()
      throws Exception {
    publish();
    feed().pause();
    reopen();
    assertThatThrownBy(() -> obsrv.ingestion().awaitCompletion("orders", Duration.ofSeconds(9)))
        .isInstanceOf(SourceFailedException.class)
        .hasMessage("Source 'feed' of dataset 'orders' is PAUSED.");

    stream.fails = true;
    feed().restart();
    Workers.awaitEnd("obsrv-orders-feed");
    reopen();
    assertThatThrownBy(() -> obsrv.ingestion().awaitCompletion("orders", Duration.ofSeconds(9)))
        .isInstanceOf(SourceFailedException.class)
        .hasMessage("Source 'feed' of dataset 'orders' is FAILED: the line is cut");
  }

  @Test
  void close_takes_no_longer_for_several_sources_that_hang_than_for_one() throws Exception {
    stream.hangs = true;
    DefinitionBuilder orders = orders();
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      orders = orders.source(name, StreamSource.config(name));
    }
    Fixtures.publish(obsrv, orders);
    stream.hanging.acquire(8);

    long begun = System.nanoTime();
    obsrv.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
  }
}
