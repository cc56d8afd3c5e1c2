package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.ObsrvBuilder;
import io.obsrv.connector.Secret;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.event.RunState;
import io.obsrv.schema.Schema;
import io.obsrv.storage.ConnectorsTold;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A version is in force, or a dataset takes records again, and its connectors cannot be started.
 */
@Timeout(60)
class ActivatingTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");
  private static final Secret KEY = new Secret("key", new byte[32]);

  private final MemoryStorage storage = MemoryStorage.create();
  private final StreamSource stream = new StreamSource();
  private final Taken taken = new Taken();

  /** How often it could not be read what is kept of a connector. */
  private final Semaphore failures = new Semaphore(0);

  private volatile boolean isBroken;
  private RuntimeException failure = new StorageFailure("no answer");
  private volatile Optional<Secret> secret = Optional.of(KEY);

  private Storage failing(boolean isShared) {
    return new ConnectorsTold(
        storage,
        call -> {
          if (isBroken && call.equals("run")) {
            failures.release();
            throw failure;
          }
        }) {
      @Override
      public boolean isShared() {
        return isShared;
      }
    };
  }

  private ObsrvBuilder library(Storage opened) {
    return Obsrv.on(opened)
        .connector(stream)
        .telemetry(taken)
        .secrets(name -> secret)
        .leaseTime(Duration.ofMillis(200));
  }

  private static DefinitionBuilder fed() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"id": {"type": "integer"}, "card": {"type": "string"}}}
                """))
        .source("feed", StreamSource.config("one"));
  }

  private static void approve(Obsrv obsrv, UnaryOperator<DefinitionBuilder> change) {
    obsrv.datasets().edit("orders", change);
    obsrv.datasets().submit("orders");
    obsrv.datasets().approve("orders", "");
  }

  private static DefinitionBuilder fedTwice(DefinitionBuilder definition) {
    return definition.source("more", StreamSource.config("two"));
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(
        new StorageFailure("no answer"), new IllegalStateException("it is upside down"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void the_version_is_live_and_they_are_when_somebody_asks_for_it(RuntimeException cause)
      throws Exception {
    failure = cause;
    try (Obsrv obsrv = library(failing(false)).open()) {
      Fixtures.publish(obsrv, fed());
      approve(obsrv, ActivatingTest::fedTwice);
      isBroken = true;

      assertThat(obsrv.datasets().publish("orders").status()).isEqualTo(VersionStatus.LIVE);

      assertThat(failures.availablePermits()).as("failures").isPositive();
      assertThat(obsrv.datasets().find("orders").orElseThrow().live()).hasValue(2);
      isBroken = false;
      obsrv.ingestion().start("orders");
      stream.add("{\"id\": 1}");
      taken.await(2);
    }
  }

  @Test
  void the_version_is_live_and_they_are_soon_where_processes_share_the_storage() throws Exception {
    try (Obsrv obsrv = library(failing(true)).open()) {
      Fixtures.publish(obsrv, fed());
      stream.failsForGood = true;
      Workers.await("failed", () -> feed(obsrv) == RunState.FAILED);
      stream.failsForGood = false;
      approve(obsrv, ActivatingTest::fedTwice);
      isBroken = true;

      assertThat(obsrv.datasets().publish("orders").status()).isEqualTo(VersionStatus.LIVE);

      failures.acquire();
      isBroken = false;
      stream.add("{\"id\": 1}");
      // Also the one that had failed, as ever behind a publication.
      taken.await(2);
    }
  }

  private static RunState feed(Obsrv obsrv) {
    return obsrv.ingestion().source("orders", "feed").status().state();
  }

  @Test
  void the_version_is_live_and_they_are_those_of_it_though_it_could_not_be_used_at_first()
      throws Exception {
    try (Obsrv obsrv = library(failing(false)).open()) {
      Fixtures.publish(obsrv, fed());
      approve(obsrv, d -> fedTwice(d).transform("card", t -> t.encrypt("card", "key")));
      secret = Optional.empty();

      assertThat(obsrv.datasets().publish("orders").status()).isEqualTo(VersionStatus.LIVE);

      secret = Optional.of(KEY);
      obsrv.ingestion().start("orders");
      stream.add("{\"id\": 1}");
      taken.await(2);
      assertThat(obsrv.ingestion().connectors("orders")).hasSize(2);
    }
  }

  @Test
  void the_version_is_live_and_they_are_soon_though_it_could_not_be_used_at_first()
      throws Exception {
    try (Obsrv obsrv = library(failing(true)).open()) {
      Fixtures.publish(obsrv, fed());
      stream.failsForGood = true;
      Workers.await("failed", () -> feed(obsrv) == RunState.FAILED);
      stream.failsForGood = false;
      approve(obsrv, d -> fedTwice(d).transform("card", t -> t.encrypt("card", "key")));
      secret = Optional.empty();

      assertThat(obsrv.datasets().publish("orders").status()).isEqualTo(VersionStatus.LIVE);

      secret = Optional.of(KEY);
      stream.add("{\"id\": 1}");
      // Also the one that had failed.
      taken.await(2);
    }
  }

  @Test
  void the_dataset_takes_records_again() throws Exception {
    try (Obsrv obsrv = library(failing(false)).open()) {
      Fixtures.publish(obsrv, fed());
      obsrv.datasets().pause("orders");
      isBroken = true;

      assertThat(obsrv.datasets().resume("orders").run()).isEqualTo(Dataset.Run.RUNNING);

      assertThat(failures.availablePermits()).as("failures").isPositive();
      assertThat(storage.registry().find(ORDERS).orElseThrow().intent()).isEmpty();
      isBroken = false;
      obsrv.ingestion().start("orders");
      stream.add("{\"id\": 1}");
      taken.await(1);
    }
  }
}
