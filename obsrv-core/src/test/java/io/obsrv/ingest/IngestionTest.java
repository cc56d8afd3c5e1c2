package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.event.Layouts;
import io.obsrv.event.Receipt;
import io.obsrv.event.RunState;
import io.obsrv.event.Verdict;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.ValidationMode;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.KeptStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestionTest {
  private final ListSource connector = new ListSource();
  private final MemoryStorage storage = MemoryStorage.create();
  private final Obsrv obsrv = Obsrv.on(storage).connector(connector).open();

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
                """))
        .key("id");
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void who_pushes_is_bound_by_a_version_from_elsewhere_and_by_hand_until_the_next_one() {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    try (Obsrv other = Obsrv.open(kept())) {
      publishElsewhere(other, Scaling.DEFAULT.recordsPerSecond(1));
      obsrv.ingestion().ingest("orders", "{\"id\": 2}");

      push(100);
      assertThatThrownBy(() -> push(1))
          .isInstanceOf(IngestRefusedException.class)
          .hasMessageContaining("1 records");

      obsrv.ingestion().scale("orders", Scaling.DEFAULT);
      push(2);
      publishElsewhere(other, Scaling.DEFAULT.recordsPerSecond(2));
      push(3);
      push(100);
      assertThatThrownBy(() -> push(1)).hasMessageContaining("2 records");
    }
  }

  private static void publishElsewhere(Obsrv other, Scaling scaling) {
    Fixtures.publish(other, "orders", d -> d.scaling(scaling));
  }

  private void push(int records) {
    obsrv.ingestion().ingest("orders", Collections.nCopies(records, Event.json("{\"id\": 3}")));
  }

  /** The same storage, as another process has it. */
  private Storage kept() {
    return new KeptStorage(storage);
  }

  @Test
  void a_push_that_the_store_does_not_let_in_is_told_why() {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    try (Obsrv other = Obsrv.open(kept())) {
      other.datasets().pause("orders");
      assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 2}"))
          .hasMessage(
              "Cannot ingest into dataset 'orders': it is paused. Call resume(\"orders\") first.");

      other.datasets().resume("orders");
      assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);
      storage
          .data()
          .admit(new Layouts(storage.registry()).live(DatasetId.of("orders")).get(), false);
      assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 3}"))
          .hasMessage(
              "Cannot ingest into dataset 'orders' now: it is about to be paused, retired or moved,"
                  + " or has just been. Try again.");
    }
  }

  @Test
  void a_receipt_has_a_verdict_per_record() {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");

    Receipt receipt =
        obsrv.ingestion().ingest("orders", "{\"id\": 1}", "{}", "{\"id\": 2}", "{\"id\": 2}");

    assertThat(receipt.verdicts().get(0)).isEqualTo(new Verdict.Duplicate());
    assertThat(receipt.verdicts().get(1))
        .isInstanceOfSatisfying(
            Verdict.Quarantined.class,
            verdict -> {
              assertThat(verdict.id()).isEqualTo(1);
              assertThat(verdict.rejection().message())
                  .isEqualTo("field 'id' of the key is missing");
            });
    assertThat(receipt.verdicts().get(2)).isEqualTo(new Verdict.Accepted());
    assertThat(receipt.verdicts().get(3)).isEqualTo(new Verdict.Duplicate());
    assertThat(receipt.received()).isEqualTo(4);
    assertThat(receipt.accepted() + receipt.duplicates() + receipt.quarantined()).isEqualTo(4);
  }

  @Test
  void unknown_fields_are_kept_where_they_are_to_be_ignored() {
    Fixtures.publish(obsrv, orders().validation(ValidationMode.IGNORE_NEW_FIELDS));

    obsrv.ingestion().ingest("orders", "{\"id\": 1, \"new\": {\"a\": 1.10}}");

    Query query = Query.from("orders").select("id", "_extra");
    assertThat(obsrv.queries().run("orders", query).rows().get(0).value(1))
        .hasToString("{\"new\":{\"a\":1.10}}");
  }

  @Test
  void unknown_fields_are_dropped_where_they_are_to_be_discarded() {
    Fixtures.publish(obsrv, orders().validation(ValidationMode.DISCARD_NEW_FIELDS));

    obsrv.ingestion().ingest("orders", "{\"id\": 1, \"new\": 2}");

    Query query = Query.from("orders").select("id", "_extra");
    assertThat(obsrv.queries().run("orders", query).rows().get(0).value(1)).isNull();
  }

  @Test
  void a_dataset_that_is_not_live_takes_no_records() {
    obsrv.datasets().create(orders());

    assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 1}"))
        .isInstanceOf(IngestRefusedException.class)
        .hasMessage("Cannot ingest into dataset 'orders': it is DRAFT, must be LIVE.");
  }

  @Test
  void a_retired_dataset_takes_no_records_and_a_reinstated_one_does() {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    obsrv.datasets().retire("orders");

    assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 2}"))
        .hasMessage("Cannot ingest into dataset 'orders': it is RETIRED, must be LIVE.");

    obsrv.datasets().reinstate("orders");
    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);
  }

  @Test
  void a_dataset_with_as_many_pushes_as_it_may_have_refuses_the_next() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Telemetry slow =
        new Telemetry() {
          @Override
          public void committed(DatasetId dataset, CommittedBatch batch) {
            entered.countDown();
            com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly(leave);
          }
        };
    try (Obsrv busy = Obsrv.on(MemoryStorage.create()).telemetry(slow).open()) {
      Fixtures.publish(busy, orders().scaling(Scaling.DEFAULT.pendingPushes(1)));
      CompletableFuture<Receipt> first =
          CompletableFuture.supplyAsync(() -> busy.ingestion().ingest("orders", "{\"id\": 1}"));
      entered.await();

      assertThatThrownBy(() -> busy.ingestion().ingest("orders", "{\"id\": 2}"))
          .isInstanceOfSatisfying(
              ObsrvException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
          .hasMessageContaining("1 pushes are waiting or running, which is its bound");

      leave.countDown();
      assertThat(first.get().accepted()).isEqualTo(1);
      assertThat(busy.ingestion().ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);
    }
  }

  @Test
  void a_source_is_read_in_batches_and_told_what_is_committed() {
    connector.records.addAll(
        List.of("{\"id\": 1}", "{\"id\": 2}", "broken", "{\"id\": 1}", "{\"id\": 3}"));

    Fixtures.publish(
        obsrv, orders().source("feed", ListSource.config()).scaling(Scaling.DEFAULT.batchSize(2)));
    obsrv.ingestion().awaitCompletion("orders");

    Counters counters = obsrv.monitor().stats("orders").counters();
    assertThat(counters.received()).isEqualTo(5);
    assertThat(counters.accepted()).isEqualTo(3);
    assertThat(counters.duplicates()).isEqualTo(1);
    assertThat(counters.causes()).containsOnly(java.util.Map.entry("MALFORMED_JSON", 1L));
    assertThat(connector.committed).containsExactly("2", "4", "5");
  }

  @Test
  void a_source_that_is_started_again_yields_only_what_is_new() {
    connector.records.add("{\"id\": 1}");
    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));
    obsrv.ingestion().awaitCompletion("orders");
    connector.records.add("{\"id\": 2}");

    obsrv.ingestion().start("orders");
    obsrv.ingestion().awaitCompletion("orders");

    assertThat(obsrv.monitor().stats("orders").counters().received()).isEqualTo(2);
    assertThat(connector.opened).containsExactly("beginning", "1");
  }

  @Test
  void a_failure_that_may_pass_is_tried_again_from_the_checkpoint() {
    connector.records.addAll(List.of("{\"id\": 1}", "{\"id\": 2}"));
    connector.failures.add(ConnectorException.retryable("the line was cut", null));

    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));
    obsrv.ingestion().awaitCompletion("orders");

    assertThat(obsrv.monitor().stats("orders").counters().accepted()).isEqualTo(2);
    assertThat(connector.opened).containsExactly("beginning", "beginning");
    assertThat(obsrv.ingestion().connectors("orders"))
        .containsExactly(
            new ConnectorStatus(
                "feed",
                Role.SOURCE,
                RunState.COMPLETED,
                Optional.empty(),
                0,
                2,
                0,
                OptionalLong.empty()));
  }

  @Test
  void a_failure_that_needs_a_person_stops_the_source_and_says_why() {
    connector.failures.add(ConnectorException.fatal("the password is wrong", null));
    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));

    assertThatThrownBy(() -> obsrv.ingestion().awaitCompletion("orders"))
        .isInstanceOf(SourceFailedException.class)
        .hasMessage("Source 'feed' of dataset 'orders' is FAILED: the password is wrong");
  }

  @Test
  void a_source_goes_on_when_the_library_is_opened_again() {
    connector.records.add("{\"id\": 1}");
    Fixtures.publish(obsrv, orders().source("feed", ListSource.config()));
    obsrv.ingestion().awaitCompletion("orders");
    connector.records.add("{\"id\": 2}");

    // A second instance on the same storage stands for the next process.
    Obsrv next = Obsrv.on(storage).connector(connector).open();
    next.ingestion().awaitCompletion("orders");

    assertThat(next.monitor().stats("orders").counters().accepted()).isEqualTo(2);
    assertThat(connector.opened).containsExactly("beginning", "1");
  }

  @Test
  void an_unknown_connector_is_named_with_those_there_are() {
    obsrv
        .datasets()
        .create(
            orders()
                .source("feed", io.obsrv.policy.ConnectorConfig.of("kafka", java.util.Map.of())));

    assertThatThrownBy(() -> obsrv.datasets().submit("orders"))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("sources/feed/type: no connector 'kafka'. Found: ")
        .hasMessageContaining("list");
  }

  @Test
  void a_closed_library_says_so() {
    Fixtures.publish(obsrv, orders());
    obsrv.close();

    assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{}"))
        .isInstanceOfSatisfying(
            ObsrvException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
  }
}
