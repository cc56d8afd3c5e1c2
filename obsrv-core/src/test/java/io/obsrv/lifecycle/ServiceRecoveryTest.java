package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.ingest.IngestRefusedException;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.TestClock;
import io.obsrv.storage.WritesTold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A process may die at any step of taking a dataset out of service and back. */
class ServiceRecoveryTest {
  @TempDir private Path directory;

  private enum Move {
    RETIRE(DatasetStatus.RETIRED, Dataset.Run.RUNNING),
    REINSTATE(DatasetStatus.LIVE, Dataset.Run.RUNNING),
    PAUSE(DatasetStatus.LIVE, Dataset.Run.PAUSED),
    RESUME(DatasetStatus.LIVE, Dataset.Run.RUNNING);

    private final DatasetStatus status;
    private final Dataset.Run run;

    Move(DatasetStatus status, Dataset.Run run) {
      this.status = status;
      this.run = run;
    }

    void prepare(Datasets datasets) {
      switch (this) {
        case REINSTATE -> datasets.retire("orders");
        case RESUME -> datasets.pause("orders");
        case RETIRE, PAUSE -> {}
      }
    }

    void make(Datasets datasets) {
      switch (this) {
        case RETIRE -> datasets.retire("orders");
        case REINSTATE -> datasets.reinstate("orders");
        case PAUSE -> datasets.pause("orders");
        case RESUME -> datasets.resume("orders");
      }
    }

    boolean isMade(Dataset dataset) {
      return dataset.status() == status && dataset.run() == run;
    }

    boolean takesRecords() {
      return status == DatasetStatus.LIVE && run == Dataset.Run.RUNNING;
    }
  }

  private static void publish(Obsrv obsrv) {
    publish(obsrv, "orders");
  }

  private static void publish(Obsrv obsrv, String id) {
    Fixtures.publish(obsrv, Fixtures.numbered(id).key("id"));
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void a_move_that_was_interrupted_is_finished_or_can_be_made_again(Move move) {
    List<String> steps = new ArrayList<>();
    boolean died = true;
    while (died) {
      MemoryStorage storage = MemoryStorage.create();
      died = dies(move, storage, steps);
      try (Obsrv next = Obsrv.open(storage)) {
        Dataset found = next.datasets().find("orders").orElseThrow();
        assertThat(found.intent()).as("what is under way behind %s", steps).isEmpty();
        if (!move.isMade(found)) {
          move.make(next.datasets());
        }
        assertThat(takes(next))
            .as("records are taken behind %s", steps)
            .isEqualTo(move.takesRecords());
      }
    }
    assertThat(steps).as("steps").contains("Registry.apply", "DataStore.admit");
  }

  /** Whether there is one step more than so far. */
  private static boolean dies(Move move, MemoryStorage storage, List<String> steps) {
    AtomicBoolean armed = new AtomicBoolean();
    AtomicInteger left = new AtomicInteger(steps.size());
    Obsrv obsrv =
        Obsrv.open(
            WritesTold.of(
                storage,
                call -> {
                  if (armed.get() && left.getAndDecrement() == 0) {
                    steps.add(call);
                    throw new ProcessDeath("died");
                  }
                }));
    publish(obsrv);
    move.prepare(obsrv.datasets());
    armed.set(true);
    try {
      move.make(obsrv.datasets());
      return false;
    } catch (ProcessDeath e) {
      assertThat(e).hasMessage("died");
      return true;
    }
  }

  private static boolean takes(Obsrv obsrv) {
    try {
      return obsrv.ingestion().ingest("orders", "{\"id\": 1}").accepted() == 1;
    } catch (IngestRefusedException e) {
      return false;
    }
  }

  @Test
  void who_loses_a_move_to_another_process_while_opening_is_open_all_the_same() {
    TestClock clock = new TestClock();
    MemoryStorage storage = MemoryStorage.create(clock);
    assertThat(dies(Move.RETIRE, storage, new ArrayList<>(List.of("Registry.apply")))).isTrue();
    DatasetId orders = DatasetId.of("orders");
    Storage shared =
        new SharedStorage(
            WritesTold.of(
                storage,
                call -> {
                  if (call.equals("DataStore.admit")) {
                    clock.advance(Duration.ofMinutes(1));
                    assertThat(
                            storage
                                .registry()
                                .leases()
                                .acquire(orders, "move", "another", Duration.ofMinutes(1)))
                        .isPresent();
                  }
                }));

    try (Obsrv obsrv = Obsrv.on(shared).clock(clock).sourcesStartOnCall().open()) {
      assertThat(obsrv.datasets().find("orders").orElseThrow().intent())
          .as("left to the other process")
          .isPresent();
    }
  }

  @Test
  void a_move_that_cannot_be_finished_keeps_nobody_from_the_other_datasets() {
    MemoryStorage storage = MemoryStorage.create();
    beginPauses(storage, "orders", "sales");
    AtomicBoolean failed = new AtomicBoolean();

    try (Obsrv next =
        Obsrv.open(
            failing(storage, "DataStore.admit", () -> !failed.getAndSet(true), "no answer"))) {
      assertThat(next.datasets().find("orders").orElseThrow().isUnderWay(Verb.PAUSE)).isTrue();
      Dataset sales = next.datasets().find("sales").orElseThrow();
      assertThat(sales.run()).isEqualTo(Dataset.Run.PAUSED);
      assertThat(sales.intent()).isEmpty();

      assertThat(next.datasets().pause("orders").run()).isEqualTo(Dataset.Run.PAUSED);
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void one_that_cannot_be_read_keeps_nobody_from_the_other_datasets(RuntimeException failure) {
    MemoryStorage storage = MemoryStorage.create();
    beginPauses(storage, "orders", "sales");

    try (Obsrv next =
        Obsrv.open(
            WritesTold.ofAll(
                storage,
                DatasetId.of("orders"),
                call -> {
                  if (call.equals("Registry.version")) {
                    throw failure;
                  }
                }))) {
      assertThat(next.datasets().find("orders").orElseThrow().isUnderWay(Verb.PAUSE)).isTrue();
      assertThat(next.datasets().find("sales").orElseThrow().intent()).isEmpty();
    }
  }

  @Test
  void what_keeps_a_move_from_its_end_is_told_once_until_it_is_something_else() {
    MemoryStorage storage = MemoryStorage.create();
    beginPauses(storage, "orders");
    AtomicReference<String> why = new AtomicReference<>("no answer");
    Logger logger = (Logger) LoggerFactory.getLogger(Setbacks.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    logger.addAppender(log);
    log.start();

    try (Obsrv next =
        Obsrv.open(
            WritesTold.of(
                storage,
                call -> {
                  if (call.equals("DataStore.admit") && !why.get().isEmpty()) {
                    throw new StorageFailure(why.get());
                  }
                }))) {
      next.datasets().recover();
      why.set("no disk");
      next.datasets().recover();
      next.datasets().recover();
      why.set("");
      next.datasets().recover();
      assertThat(next.datasets().find("orders").orElseThrow().run()).isEqualTo(Dataset.Run.PAUSED);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.WARN)
        .extracting(
            ILoggingEvent::getFormattedMessage, event -> event.getThrowableProxy().getMessage())
        .containsExactly(
            tuple(
                "The pause of dataset 'orders' is begun and could not be finished; call pause"
                    + " again",
                "no answer"),
            tuple(
                "The pause of dataset 'orders' is begun and could not be finished; call pause"
                    + " again",
                "no disk"));
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(
        new StorageFailure("no answer"), new IllegalStateException("it is upside down"));
  }

  /** Publishes datasets, and lets processes die while each of them is paused. */
  private static void beginPauses(MemoryStorage storage, String... ids) {
    for (String id : ids) {
      publish(Obsrv.on(storage).sourcesStartOnCall().open(), id);
    }
    Obsrv dying =
        Obsrv.open(
            WritesTold.of(
                storage,
                call -> {
                  if (call.equals("DataStore.admit")) {
                    throw new ProcessDeath("died");
                  }
                }));
    for (String id : ids) {
      assertThatThrownBy(() -> dying.datasets().pause(id)).hasMessage("died");
    }
  }

  private static Storage failing(Storage storage, String call, BooleanSupplier fails, String why) {
    return WritesTold.ofAll(
        storage,
        made -> {
          if (made.equals(call) && fails.getAsBoolean()) {
            throw new StorageFailure(why);
          }
        });
  }

  @Test
  void who_has_not_heard_that_a_dataset_is_retired_is_shut_out_before_it_is_archived() {
    MemoryStorage storage = MemoryStorage.create();
    Obsrv other = Obsrv.open(storage);
    AtomicBoolean dead = new AtomicBoolean(true);
    Obsrv first =
        Obsrv.open(
            WritesTold.of(
                storage,
                call -> {
                  if (call.equals("DataStore.admit") && dead.getAndSet(false)) {
                    throw new ProcessDeath("died");
                  }
                }));
    publish(first);
    assertThat(takes(other)).isTrue();
    assertThatThrownBy(() -> first.datasets().retire("orders")).hasMessage("died");
    assertThatThrownBy(() -> first.datasets().archive("orders"))
        .isInstanceOf(IllegalMoveException.class)
        .hasMessageContaining("its retire was begun and is not finished");

    try (Obsrv next = Obsrv.on(storage).archives(directory).open()) {
      assertThat(takes(other)).isFalse();
      next.datasets().archive("orders");
    }
  }

  @Test
  void opening_the_library_reads_no_version_of_a_dataset_that_has_no_connectors() {
    MemoryStorage storage = MemoryStorage.create();
    publish(Obsrv.open(storage));
    List<String> calls = new ArrayList<>();

    try (Obsrv next = Obsrv.open(WritesTold.ofAll(storage, calls::add))) {
      assertThat(calls)
          .containsExactly("Registry.leases", "Registry.unfinished", "Registry.connected");
      assertThat(takes(next)).isTrue();
    }
  }

  @Test
  void opening_the_library_does_nothing_to_datasets_that_are_paused() {
    MemoryStorage storage = MemoryStorage.create();
    Obsrv first = Obsrv.open(storage);
    publish(first);
    first.datasets().pause("orders");
    List<String> calls = new ArrayList<>();

    try (Obsrv next = Obsrv.open(WritesTold.of(storage, calls::add))) {
      assertThat(takes(next)).isFalse();
      assertThat(calls).isEmpty();
    }
  }
}
