package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.Schema;
import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.ProcessDeath;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that follows another one which began something and died. */
@Timeout(60)
class FollowingTest {
  private final MemoryStorage storage = MemoryStorage.create();
  private final StreamSource stream = new StreamSource();
  private final Taken taken = new Taken();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Semaphore hanging = new Semaphore(0);
  private final CountDownLatch answer = new CountDownLatch(1);

  private static DefinitionBuilder definition(String id) {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}"))
        .key("id");
  }

  private Storage shared(Consumer<String> before) {
    return new ForwardingStorage(WritesTold.of(storage, before)) {
      @Override
      public boolean isShared() {
        return true;
      }

      @Override
      public void close() {}
    };
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
  @CsvSource({"orders, sales", "sales, orders"})
  void goes_on_with_the_others_though_one_dataset_cannot_be_read(String broken, String sound)
      throws Exception {
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
  void is_closed_within_seconds_though_what_was_begun_waits_for_its_end() throws Exception {
    beginsAPauseAndFails().close();
    Obsrv obsrv = Obsrv.on(shared(this::hang)).leaseTime(Duration.ofMillis(100)).open();
    try {
      hanging.acquire();
      long begin = System.nanoTime();
      obsrv.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    } finally {
      answer.countDown();
    }
    obsrv.close();
    Workers.awaitEnd("obsrv-follow");
    Workers.awaitEnd("obsrv-finish");
  }
}
