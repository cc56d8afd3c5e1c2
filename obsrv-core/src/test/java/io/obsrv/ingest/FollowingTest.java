package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.RunState;
import io.obsrv.storage.ConnectorsTold;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that follows another one which began something and died. */
@Timeout(180)
class FollowingTest {
  /** Of a process that looks around so seldom that it goes on with nothing. */
  private static final Duration PATIENT = Duration.ofDays(1);

  private final MemoryStorage storage = MemoryStorage.create();
  private final StreamSource stream = new StreamSource();
  private final Taken taken = new Taken();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Semaphore hanging = new Semaphore(0);
  private final CountDownLatch answer = new CountDownLatch(1);

  private static DefinitionBuilder definition(String id) {
    return Fixtures.numbered(id).key("id");
  }

  private Storage shared(Consumer<String> before) {
    return new SharedStorage(new KeptStorage(WritesTold.of(storage, before)));
  }

  /** Waits for somebody who answers late, but not while the library is opened. */
  private void hang(String call) {
    if (call.equals("DataStore.admit")) {
      if (attempts.getAndIncrement() == 0) {
        throw new StorageFailure("no answer");
      }
      hanging.release();
      Uninterruptibles.awaitUninterruptibly(answer);
    }
  }

  /** It looks around so seldom that it does not go on with it. */
  private Obsrv beginsAPauseAndFails() {
    Obsrv other =
        Obsrv.on(
                shared(
                    call -> {
                      if (call.equals("DataStore.admit")) {
                        throw new ProcessDeath("died");
                      }
                    }))
            .connector(stream)
            .leaseTime(Duration.ofDays(1))
            .open();
    Fixtures.publish(other, definition("orders"));
    assertThatThrownBy(() -> other.datasets().pause("orders")).hasMessage("died");
    return other;
  }

  @Test
  void takes_sources_over_while_something_else_that_was_begun_waits_for_its_end() throws Exception {
    Obsrv other = beginsAPauseAndFails();
    try (Obsrv obsrv =
        Obsrv.on(shared(this::hang))
            .connector(stream)
            .telemetry(taken)
            .leaseTime(Duration.ofMillis(100))
            .open()) {
      hanging.acquire();
      Fixtures.publish(other, definition("sales").source("feed", StreamSource.config("one")));
      other.close();
      stream.add("{\"id\": 1}");

      taken.await(1);
      assertThat(obsrv.monitor().stats("sales").counters().received()).isEqualTo(1);
      assertThat(obsrv.datasets().find("orders").orElseThrow().run())
          .isEqualTo(Dataset.Run.RUNNING);
      answer.countDown();
      Workers.await(
          "paused",
          () -> obsrv.datasets().find("orders").orElseThrow().run() == Dataset.Run.PAUSED);
    } finally {
      answer.countDown();
    }
  }

  /** Whichever of them is looked at first. */
  @ParameterizedTest
  @CsvSource({
    "orders, sales, false",
    "sales, orders, false",
    "orders, sales, true",
    "sales, orders, true"
  })
  void goes_on_with_the_others_though_one_dataset_cannot_be_read(
      String broken, String sound, boolean lacksThreads) throws Exception {
    Obsrv other =
        Obsrv.on(shared(call -> {}))
            .connector(new StreamSource())
            .leaseTime(Duration.ofDays(1))
            .open();
    Storage unreadable =
        WritesTold.ofAll(
            shared(call -> {}),
            DatasetId.of(broken),
            call -> {
              if (call.equals("Registry.version")) {
                if (lacksThreads) {
                  throw new OutOfMemoryError("unable to create native thread");
                }
                throw new IllegalStateException("it is upside down");
              }
            });
    try (Obsrv obsrv =
        Obsrv.on(unreadable)
            .connector(stream)
            .telemetry(taken)
            .leaseTime(Duration.ofMillis(100))
            .open()) {
      Fixtures.publish(other, definition(broken).source("feed", StreamSource.config("one")));
      Fixtures.publish(other, definition(sound).source("feed", StreamSource.config("one")));
      other.close();
      stream.add("{\"id\": 1}");

      taken.await(1);
      assertThat(obsrv.monitor().stats(sound).counters().received()).isEqualTo(1);
    }
  }

  @Test
  void goes_on_with_a_source_that_is_resumed_while_the_library_is_opened() throws Exception {
    AtomicReference<Runnable> onRead = new AtomicReference<>(() -> {});
    Storage read =
        new ConnectorsTold(
            shared(call -> {}),
            call -> {
              if (call.equals("run")) {
                onRead.getAndSet(() -> {}).run();
              }
            });
    Obsrv other = Obsrv.on(shared(call -> {})).connector(stream).open();
    Fixtures.publish(other, definition("sales").source("feed", StreamSource.config("one")));
    other.ingestion().source("sales", "feed").pause();
    onRead.set(() -> other.ingestion().source("sales", "feed").resume());

    try (Obsrv obsrv =
        Obsrv.on(read)
            .connector(stream)
            .telemetry(taken)
            .leaseTime(Duration.ofMillis(100))
            .open()) {
      other.close();
      stream.add("{\"id\": 1}");

      taken.await(1);
      assertThat(obsrv.monitor().stats("sales").counters().received()).isEqualTo(1);
    } finally {
      other.close();
    }
  }

  @Test
  void starts_the_connectors_of_a_version_from_elsewhere_until_that_works() throws Exception {
    Semaphore failures = new Semaphore(0);
    AtomicReference<Runnable> onRead = new AtomicReference<>(() -> {});
    Storage read =
        new ConnectorsTold(
            shared(call -> {}),
            call -> {
              if (call.equals("run")) {
                onRead.get().run();
              }
            });
    Obsrv other =
        Obsrv.on(shared(call -> {})).connector(new StreamSource()).leaseTime(PATIENT).open();
    try (Obsrv obsrv =
        Obsrv.on(read)
            .connector(stream)
            .telemetry(taken)
            .leaseTime(Duration.ofMillis(100))
            .open()) {
      Fixtures.publish(obsrv, definition("sales").source("feed", StreamSource.config("one")));
      stream.add("{\"id\": 1}");
      taken.await(1);
      onRead.set(
          () -> {
            if (Thread.currentThread().getName().equals("obsrv-follow")) {
              failures.release();
              throw new StorageFailure("no answer");
            }
          });

      other
          .datasets()
          .edit("sales", d -> d.withoutSource("feed").source("more", StreamSource.config("two")));
      Fixtures.review(other, "sales");
      other.close();
      failures.acquire();
      onRead.set(() -> {});

      taken.await(2);
    } finally {
      other.close();
    }
  }

  @Test
  void knows_the_connectors_of_a_version_from_elsewhere_also_where_it_runs_none_of_them() {
    try (Obsrv other = Obsrv.on(shared(call -> {})).connector(stream).open();
        Obsrv obsrv =
            Obsrv.on(shared(call -> {}))
                .connector(stream)
                .leaseTime(Duration.ofMillis(100))
                .sourcesStartOnCall()
                .open()) {
      Fixtures.publish(other, definition("sales"));
      obsrv.ingestion().ingest("sales", "{\"id\": 1}");

      Fixtures.publish(other, "sales", d -> d.source("feed", StreamSource.config("one")));

      Workers.await("known", () -> !obsrv.ingestion().connectors("sales").isEmpty());
      assertThat(obsrv.ingestion().source("sales", "feed").status().state())
          .isEqualTo(RunState.STOPPED);
    }
  }

  @Test
  void is_closed_within_seconds_though_what_was_begun_waits_for_its_end() throws Exception {
    beginsAPauseAndFails().close();
    Obsrv obsrv = Obsrv.on(shared(this::hang)).leaseTime(Duration.ofMillis(100)).open();
    try {
      hanging.acquire();
      long begin = System.nanoTime();
      obsrv.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    } finally {
      answer.countDown();
    }
    obsrv.close();
    Workers.awaitEnd("obsrv-follow");
    Workers.awaitEnd("obsrv-finish");
  }
}
