package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.RunState;
import io.obsrv.policy.Retries;
import io.obsrv.storage.ConnectorsTold;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.Looks;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector that fails in one of two processes. */
@Timeout(180)
class FailingElsewhereTest {
  private static final DatasetId ID = DatasetId.of("orders");

  /** Its leases end only where they are given back, however long a moment takes. */
  private final MemoryStorage storage = MemoryStorage.create(new TestClock());

  private final Taken taken = new Taken();

  /** How often somebody has looked at what connectors were told. */
  private final Looks looks = new Looks("runs");

  private final List<Obsrv> opened = new ArrayList<>();

  private Obsrv open(ConnectorProvider... connectors) {
    return open(UnaryOperator.identity(), connectors);
  }

  private Obsrv open(UnaryOperator<Storage> disturbing, ConnectorProvider... connectors) {
    Storage shared = looks.at(new SharedStorage(new KeptStorage(storage)));
    var builder = Obsrv.on(disturbing.apply(shared));
    List.of(connectors).forEach(builder::connector);
    Obsrv obsrv =
        builder
            .telemetry(taken)
            .retries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(2)))
            .leaseTime(Duration.ofMillis(500))
            .open();
    opened.add(obsrv);
    return obsrv;
  }

  @AfterEach
  void close() {
    opened.forEach(Obsrv::close);
  }

  private static DefinitionBuilder orders() {
    return Fixtures.numbered("orders").key("id");
  }

  private static RunState feed(Obsrv obsrv) {
    return obsrv.ingestion().source("orders", "feed").status().state();
  }

  private Optional<RunState> kept(String connector) {
    return storage.connectors().run(ID, connector).map(ConnectorRun::state);
  }

  /** What somebody looks at now was looked at by everybody once that has happened. */
  private void awaitLooks() {
    looks.await(6);
  }

  @Test
  void of_which_one_lacks_its_jar_goes_on_in_the_other_and_has_not_failed_for_all()
      throws Exception {
    StreamSource stream = new StreamSource();
    Obsrv asha = open(stream);
    Fixtures.publish(asha, orders().source("feed", StreamSource.config("one")));
    stream.add("{\"id\": 1}");
    taken.await(1);

    Obsrv ravi = open();

    Workers.await("failed", () -> feed(ravi) == RunState.FAILED);
    assertThat(kept("source/feed")).isEmpty();
    assertThat(feed(asha)).isEqualTo(RunState.RUNNING);
  }

  @Test
  void is_taken_over_by_the_other_and_runs_for_all_until_somebody_wants_it_here_too()
      throws Exception {
    StreamSource broken = new StreamSource();
    StreamSource well = new StreamSource();
    well.add("{\"id\": 1}", "{\"id\": 2}");
    Obsrv asha = open(broken);
    Fixtures.publish(asha, orders().source("feed", StreamSource.config("one")));
    broken.add("{\"id\": 1}");
    taken.await(1);
    Obsrv ravi = open(well);
    Workers.await("waiting", () -> feed(ravi) == RunState.RUNNING);

    broken.failsForGood = true;
    Workers.await("failed", () -> feed(asha) == RunState.FAILED);
    taken.await(2);

    Workers.await(
        "running", () -> kept("source/feed").filter(state -> state != RunState.RUNNING).isEmpty());
    awaitLooks();
    assertThat(feed(asha)).isEqualTo(RunState.FAILED);
    broken.failsForGood = false;
    ravi.ingestion().source("orders", "feed").restart();
    Workers.await("running", () -> feed(asha) == RunState.RUNNING);
  }

  @Test
  void runs_here_too_when_somebody_wants_it_though_that_could_not_be_read_at_once()
      throws Exception {
    StreamSource broken = new StreamSource();
    StreamSource well = new StreamSource();
    AtomicBoolean fails = new AtomicBoolean();
    Obsrv asha =
        open(
            shared ->
                new ConnectorsTold(
                    shared,
                    call -> {
                      if (call.equals("trail") && fails.getAndSet(false)) {
                        throw new StorageFailure("no answer");
                      }
                    }),
            broken);
    Fixtures.publish(asha, orders().source("feed", StreamSource.config("one")));
    broken.failsForGood = true;
    Workers.await("failed", () -> feed(asha) == RunState.FAILED);
    Obsrv ravi = open(well);
    awaitLooks();

    broken.failsForGood = false;
    fails.set(true);
    ravi.ingestion().source("orders", "feed").restart();

    Workers.await("running", () -> feed(asha) == RunState.RUNNING);
    assertThat(fails).isFalse();
  }

  @Test
  void is_taken_over_by_the_other_that_rests_there() throws Exception {
    ListDestination well = new ListDestination();
    Obsrv asha = open(well);
    Fixtures.publish(asha, orders().destination("out", ListDestination.config("one")));
    asha.ingestion().ingest("orders", "{\"id\": 1}");
    well.await(1);
    Workers.awaitEnd("obsrv-orders-out");

    ListDestination broken = new ListDestination();
    broken.position = 50L;
    Obsrv ravi = open(broken);

    Workers.await(
        "failed",
        () -> ravi.ingestion().destination("orders", "out").status().state() == RunState.FAILED);
    Workers.await("running", () -> kept("destination/out").equals(Optional.of(RunState.RUNNING)));
    awaitLooks();
    assertThat(broken.opened).hasValue(1);
  }

  @Test
  void behind_the_loss_of_its_lease_waits_for_the_other_and_follows_it() throws Exception {
    ListSource stalled = new ListSource();
    stalled.capabilities = Set.of(Capability.REPLAYABLE);
    stalled.records.addAll(List.of("{\"id\": 1}", "{\"id\": 2}"));
    CountDownLatch polled = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    stalled.calls =
        new ListSource.Calls() {
          @Override
          public void polls(int position, Duration wait) {
            if (awake.getCount() > 0) {
              polled.countDown();
              Uninterruptibles.awaitUninterruptibly(awake);
              throw new IllegalStateException("the line is cut");
            }
          }
        };
    Obsrv asha = open(stalled);
    Fixtures.publish(asha, orders().source("feed", ListSource.config()));
    polled.await();
    ListSource other = new ListSource();
    other.capabilities = Set.of(Capability.REPLAYABLE);
    other.records.add("{\"id\": 1}");
    Obsrv ravi = open(other);

    ravi.ingestion().source("orders", "feed").reset("one", Optional.empty());
    taken.await(1);
    awake.countDown();
    ravi.close();

    taken.await(2);
    assertThat(kept("source/feed")).isEmpty();
    assertThat(feed(asha)).isEqualTo(RunState.RUNNING);
  }
}
