package io.obsrv.ingest;

import static io.obsrv.table.Condition.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Secret;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Counters;
import io.obsrv.event.Event;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Receipt;
import io.obsrv.event.Stage;
import io.obsrv.event.Verdict;
import io.obsrv.pipeline.Ciphertexts;
import io.obsrv.policy.OnMiss;
import io.obsrv.policy.ValidationMode;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import io.obsrv.storage.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The stages together with a storage, through the front door. */
public abstract class StagesContract {
  private static final Secret KEY =
      new Secret("k1", "0123456789abcdef0123456789abcdef".getBytes(UTF_8));

  private final TestClock clock = new TestClock();
  private Obsrv obsrv;

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open(Clock time);

  @BeforeEach
  void openLibrary() {
    obsrv =
        Obsrv.on(open(clock))
            .clock(clock)
            .secrets(name -> name.equals("pii") ? Optional.of(KEY) : Optional.empty())
            .open();
  }

  @AfterEach
  protected void closeLibrary() {
    obsrv.close();
  }

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "integer"},
                  "amount": {"type": "number"},
                  "net": {"type": "number"},
                  "card": {"type": "string"},
                  "customer": {"type": "object", "properties": {
                    "id": {"type": "string"}, "segment": {"type": "string"}}}}}
                """))
        .key("id")
        .table("by_segment", t -> t.groupBy("customer_segment").count().sum("amount"));
  }

  private static DefinitionBuilder customers() {
    return DatasetDefinition.named("customers")
        .kind(Kind.MASTER)
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "string"}, "segment": {"type": "string"}, "gone": {"type": "boolean"}}}
                """))
        .key("id")
        .deletedWhen(field("gone").equalTo(true));
  }

  private static DefinitionBuilder enriched(OnMiss onMiss) {
    return orders()
        .enrich(
            "customer",
            e ->
                e.from("customers")
                    .on("customer_id")
                    .field("segment", "customer_segment")
                    .onMiss(onMiss));
  }

  private Receipt ingest(String dataset, String... json) {
    return obsrv.ingestion().ingest(dataset, json);
  }

  private List<Object> column(String name) {
    return obsrv
        .queries()
        .run("orders", Query.from("orders").select("_seq", name).orderBy("_seq"))
        .rows()
        .stream()
        .map(row -> row.value(1))
        .toList();
  }

  private Counters counters(String dataset) {
    return obsrv.monitor().stats(dataset).counters();
  }

  @Nested
  class Enrichment {
    @Test
    void sees_updates_and_removals_of_the_master() {
      Fixtures.publish(obsrv, customers());
      Fixtures.publish(obsrv, enriched(OnMiss.PASS));
      ingest("customers", "{\"id\": \"c\", \"segment\": \"gold\"}");
      ingest("orders", "{\"id\": 1, \"customer\": {\"id\": \"c\"}}");
      ingest("customers", "{\"id\": \"c\", \"segment\": \"silver\"}");
      ingest("orders", "{\"id\": 2, \"customer\": {\"id\": \"c\"}}");
      ingest("customers", "{\"id\": \"c\", \"gone\": true}");
      ingest("orders", "{\"id\": 3, \"customer\": {\"id\": \"c\"}}");

      assertThat(column("customer_segment")).containsExactly("gold", "silver", null);
    }

    @Test
    void that_finds_nothing_quarantines_where_it_is_told_so() {
      Fixtures.publish(obsrv, customers());
      Fixtures.publish(obsrv, enriched(OnMiss.QUARANTINE));

      Receipt receipt = ingest("orders", "{\"id\": 1, \"customer\": {\"id\": \"c\"}}");

      assertThat(receipt.verdicts().get(0))
          .isInstanceOfSatisfying(
              Verdict.Quarantined.class,
              verdict -> {
                assertThat(verdict.rejection().stage()).isEqualTo(Stage.ENRICH);
                assertThat(verdict.rejection().code()).isEqualTo(RejectionCode.MASTER_MISSING);
              });
      ingest("customers", "{\"id\": \"c\", \"segment\": \"gold\"}");
      assertThat(obsrv.ingestion().quarantine("orders").replay(QuarantineFilter.ALL))
          .isEqualTo(new Replayed(1, 0, 0));
      assertThat(column("customer_segment")).containsExactly("gold");
    }

    @Test
    void that_finds_nothing_any_more_leaves_a_known_record_known() {
      Fixtures.publish(obsrv, customers());
      Fixtures.publish(obsrv, enriched(OnMiss.QUARANTINE).dedupWindow(Duration.ofDays(1)));
      String known = "{\"id\": 1, \"customer\": {\"id\": \"c\"}}";
      ingest("customers", "{\"id\": \"c\", \"segment\": \"gold\"}");
      ingest("orders", known);
      ingest("customers", "{\"id\": \"c\", \"gone\": true}");

      Receipt receipt = ingest("orders", known, "{\"id\": 2, \"customer\": {\"id\": \"c\"}}");

      assertThat(receipt.verdicts().get(0)).isEqualTo(new Verdict.Duplicate());
      assertThat(receipt.verdicts().get(1)).isInstanceOf(Verdict.Quarantined.class);
      assertThat(counters("orders").duplicates()).isEqualTo(1);
      assertThat(counters("orders").causes()).isEqualTo(Map.of("MASTER_MISSING", 1L));
      clock.advance(Duration.ofDays(1).plusSeconds(1));
      assertThat(ingest("orders", known).quarantined()).as("when the window has passed").isOne();
    }

    @Test
    void that_may_not_find_nothing_stores_nothing_of_the_batch() {
      Fixtures.publish(obsrv, customers());
      Fixtures.publish(obsrv, enriched(OnMiss.FAIL));

      assertThatThrownBy(
              () -> ingest("orders", "{\"id\": 1}", "{\"id\": 2, \"customer\": {\"id\": \"c\"}}"))
          .isInstanceOf(ObsrvException.class)
          .hasMessageContaining("customers");

      assertThat(counters("orders")).isEqualTo(Counters.ZERO);
    }
  }

  @Nested
  class Transformation {
    @Test
    void computes_hides_and_encrypts() {
      Fixtures.publish(
          obsrv,
          orders()
              .transform("net", t -> t.jsonata("net", "amount / 2"))
              .transform("card", t -> t.encrypt("card", "pii")));

      ingest("orders", "{\"id\": 1, \"amount\": 5, \"card\": \"4111\"}");

      assertThat(column("net")).containsExactly(2.5);
      String stored = (String) column("card").get(0);
      assertThat(stored).startsWith("enc:k1:").doesNotContain("4111");
      assertThat(Ciphertexts.decrypt(stored, DatasetId.of("orders"), "card", KEY))
          .isEqualTo("4111");
    }

    @Test
    void with_a_secret_that_nobody_knows_is_refused_when_it_is_submitted() {
      obsrv
          .as("asha")
          .datasets()
          .create(orders().transform("card", t -> t.encrypt("card", "unknown")));

      assertThatThrownBy(() -> obsrv.as("asha").datasets().submit("orders"))
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("transformations/card")
          .hasMessageContaining("'unknown'");
    }
  }

  @Nested
  class Unique_values {
    @Test
    void quarantine_the_second_record_and_leave_its_neighbours() {
      Fixtures.publish(obsrv, orders().rule("card", r -> r.unique("card").quarantine()));

      Receipt receipt =
          ingest(
              "orders",
              "{\"id\": 1, \"card\": \"a\"}",
              "{\"id\": 2, \"card\": \"a\"}",
              "{\"id\": 3, \"card\": \"b\"}");
      Receipt later = ingest("orders", "{\"id\": 4, \"card\": \"b\"}", "{\"id\": 5}");

      assertThat(receipt.accepted()).isEqualTo(2);
      assertThat(later.accepted()).isEqualTo(1);
      assertThat(column("id")).containsExactly(1L, 3L, 5L);
      assertThat(counters("orders").causes()).isEqualTo(Map.of("RULE_BROKEN", 2L));
    }

    @Test
    void warn_and_count_or_reject_the_batch_where_they_are_told_so() {
      Fixtures.publish(obsrv, orders().rule("card", r -> r.unique("card").warn()));
      ingest("orders", "{\"id\": 1, \"card\": \"a\"}", "{\"id\": 2, \"card\": \"a\"}");

      assertThat(counters("orders").warnings()).isEqualTo(Map.of("card", 1L));
      assertThat(counters("orders").rows()).isEqualTo(2);

      Fixtures.publish(obsrv, "orders", d -> d.rule("card", r -> r.unique("card").rejectBatch()));
      Receipt receipt =
          ingest("orders", "{\"id\": 3, \"card\": \"c\"}", "{\"id\": 4, \"card\": \"a\"}");

      assertThat(receipt.quarantined()).isEqualTo(2);
      assertThat(counters("orders").causes())
          .isEqualTo(Map.of("RULE_BROKEN", 1L, "BATCH_REJECTED", 1L));
    }
  }

  @Nested
  class A_shared_value {
    @Test
    void warns_as_long_as_any_row_has_it() {
      Fixtures.publish(
          obsrv,
          orders()
              .kind(Kind.TRANSACTION)
              .deletedWhen(field("amount").equalTo("-1"))
              .rule("card", r -> r.unique("card").warn()));
      ingest("orders", "{\"id\": 1, \"card\": \"a\"}");
      ingest("orders", "{\"id\": 2, \"card\": \"a\"}");
      ingest("orders", "{\"id\": 1, \"amount\": -1}");

      Receipt third = ingest("orders", "{\"id\": 3, \"card\": \"a\"}");
      ingest("orders", "{\"id\": 2, \"amount\": -1}", "{\"id\": 3, \"amount\": -1}");
      Receipt fourth = ingest("orders", "{\"id\": 4, \"card\": \"a\"}");

      assertThat(third.verdicts()).containsExactly(Verdict.accepted(List.of("card")));
      assertThat(fourth.verdicts()).containsExactly(new Verdict.Accepted());
    }
  }

  @Nested
  class A_known_record {
    @Test
    void that_breaks_a_rule_is_known_also_within_its_batch() {
      Fixtures.publish(obsrv, orders().rule("big", r -> r.column("amount").atMost(5)));

      Receipt receipt =
          ingest(
              "orders",
              "{\"id\": 1, \"amount\": 6}",
              "{\"id\": 1, \"amount\": 5}",
              "{\"id\": 1, \"amount\": 7}");

      assertThat(receipt.verdicts().get(0)).isInstanceOf(Verdict.Quarantined.class);
      assertThat(receipt.verdicts().get(1)).isEqualTo(new Verdict.Accepted());
      assertThat(receipt.verdicts().get(2)).isEqualTo(new Verdict.Duplicate());
      QuarantineQueue queue = obsrv.ingestion().quarantine("orders");
      assertThat(queue.replay(QuarantineFilter.ALL)).isEqualTo(new Replayed(0, 1, 0));
      assertThat(counters("orders").causes()).isEmpty();
    }

    @Test
    void that_breaks_a_rule_which_rejects_the_batch_rejects_it_and_is_known() {
      Fixtures.publish(obsrv, orders());
      ingest("orders", "{\"id\": 1, \"amount\": 6}", "{\"id\": 2}");
      Fixtures.publish(
          obsrv, "orders", d -> d.rule("big", r -> r.column("amount").atMost(5).rejectBatch()));

      Receipt receipt =
          ingest("orders", "{\"id\": 1, \"amount\": 6}", "{\"id\": 2}", "{\"id\": 3}");

      assertThat(receipt.duplicates()).isEqualTo(2);
      assertThat(receipt.quarantined()).isEqualTo(1);
      assertThat(counters("orders").causes()).isEqualTo(Map.of("BATCH_REJECTED", 1L));
    }
  }

  @Nested
  class Batches {
    @Test
    void with_a_name_are_one_however_often_they_are_pushed() {
      Fixtures.publish(obsrv, orders());
      List<Event> events = List.of(Event.json("{\"id\": 1}"), Event.json("{}"));

      Receipt first = obsrv.ingestion().ingest("orders", "monday", events);
      clock.advance(Duration.ofHours(1));
      Receipt second = obsrv.ingestion().ingest("orders", "monday", events);

      assertThat(second).isEqualTo(first);
      assertThat(counters("orders").received()).isEqualTo(2);
    }

    /** Large enough that workers help with them. */
    @Test
    void that_are_large_are_accounted_for_record_by_record() {
      Fixtures.publish(obsrv, customers());
      Fixtures.publish(obsrv, enriched(OnMiss.QUARANTINE));
      ingest("customers", "{\"id\": \"c0\", \"segment\": \"gold\"}");
      ingest("customers", "{\"id\": \"c1\", \"segment\": \"silver\"}");

      Receipt first = ingest("orders", numbered(0, 1_200));
      Receipt second = ingest("orders", numbered(600, 1_800));

      assertThat(List.of(first.accepted(), first.duplicates(), first.quarantined()))
          .containsExactly(800, 0, 400);
      assertThat(List.of(second.accepted(), second.duplicates(), second.quarantined()))
          .containsExactly(400, 400, 400);
      assertThat(column("id"))
          .isEqualTo(LongStream.range(0, 1_800).filter(id -> id % 3 < 2).boxed().toList());
      assertThat(obsrv.queries().run("orders", Query.from("by_segment")).rows())
          .containsExactlyInAnyOrder(new Row("gold", 600L, 300.0), new Row("silver", 600L, 300.0));
    }

    private static String[] numbered(int from, int to) {
      return IntStream.range(from, to)
          .mapToObj(i -> "{'id': %d, 'amount': 0.5, 'customer': {'id': 'c%d'}}".formatted(i, i % 3))
          .map(json -> json.replace('\'', '"'))
          .toArray(String[]::new);
    }

    @Test
    void in_an_envelope_are_known_by_its_id() {
      Fixtures.publish(obsrv, orders().envelope("events", "batch"));

      Receipt receipt =
          ingest(
              "orders",
              "{\"batch\": \"b1\", \"events\": [{\"id\": 1}, {\"id\": \"x\"}, {\"id\": 2}]}");
      Receipt again = ingest("orders", "{\"batch\": \"b1\", \"events\": [{\"id\": 9}]}");

      assertThat(receipt.accepted()).isEqualTo(2);
      assertThat(receipt.quarantined()).isEqualTo(1);
      assertThat(again.duplicates()).isEqualTo(1);
      assertThat(column("id")).containsExactly(1L, 2L);
    }
  }

  @Nested
  class A_quarantine {
    @Test
    void is_worked_on_by_named_people_and_ends_with_every_record_accounted_for() {
      Fixtures.publish(obsrv, orders());
      ingest(
          "orders",
          "{\"id\": \"one\"}",
          "{\"id\": 2, \"colour\": \"red\"}",
          "{\"id\": 3, \"amount\": \"x\"}",
          "nonsense");
      QuarantineQueue queue = obsrv.as("ravi").ingestion().quarantine("orders");
      clock.advance(Duration.ofHours(1));

      assertThat(queue.causes()).extracting(cause -> cause.records()).containsExactly(2L, 1L, 1L);
      QuarantinedEvent first = queue.find(1).orElseThrow();
      assertThat(queue.patch(first, "{\"id\": 1}")).isTrue();
      assertThat(queue.dryRun(QuarantineFilter.ALL))
          .filteredOn(outcome -> outcome.rejection().isEmpty())
          .extracting(TrialOutcome::record)
          .containsExactly(1L);
      assertThat(queue.replay(1, 99)).isEqualTo(new Replayed(1, 0, 0));
      assertThat(queue.discard(QuarantineFilter.ALL.code(RejectionCode.MALFORMED_JSON), "noise"))
          .isEqualTo(1);
      assertThat(queue.expire(Duration.ofHours(2))).isZero();
      assertThat(queue.expire(Duration.ofMinutes(59))).isEqualTo(2);

      Counters counters = counters("orders");
      assertThat(counters.received()).isEqualTo(4);
      assertThat(counters.accepted()).isEqualTo(1);
      assertThat(counters.quarantined()).isEqualTo(3);
      assertThat(counters.discarded()).isEqualTo(3);
      assertThat(queue.read(QuarantineFilter.ALL, 0, 10)).isEmpty();
      assertThat(queue.trail(1))
          .extracting(QuarantineEntry::actor)
          .containsExactly("push", "ravi", "ravi");
    }

    @Test
    void tries_a_record_once_however_often_it_is_named() {
      Fixtures.publish(obsrv, orders().key());
      ingest("orders", "{\"id\": \"one\"}", "{\"id\": \"two\"}");
      QuarantineQueue queue = obsrv.ingestion().quarantine("orders");
      queue.patch(queue.find(1).orElseThrow(), "{\"id\": 1}");

      assertThat(queue.replay(1, 1, 2, 1)).isEqualTo(new Replayed(1, 0, 1));

      Counters counters = counters("orders");
      assertThat(counters.received()).isEqualTo(2);
      assertThat(counters.accepted()).isEqualTo(1);
      assertThat(counters.quarantined()).isEqualTo(1);
      assertThat(column("id")).containsExactly(1L);
    }

    @Test
    void can_be_tried_under_a_draft_before_it_is_published() {
      Fixtures.publish(obsrv, orders());
      ingest("orders", "{\"id\": 1, \"colour\": \"red\"}");
      obsrv
          .as("asha")
          .datasets()
          .edit("orders", d -> d.validation(ValidationMode.IGNORE_NEW_FIELDS));
      QuarantineQueue queue = obsrv.ingestion().quarantine("orders");

      assertThat(queue.dryRun(QuarantineFilter.ALL).get(0).rejection()).isPresent();
      assertThat(queue.dryRun(QuarantineFilter.ALL, 2).get(0).rejection()).isEmpty();
      assertThat(queue.read(QuarantineFilter.ALL, 0, 10)).hasSize(1);
    }

    @Test
    void opens_an_envelope_that_was_mended() {
      Fixtures.publish(obsrv, orders().envelope("events", "batch"));
      Receipt receipt = ingest("orders", "{\"batch\": \"b1\", \"events\": [{\"id\": 1}");
      QuarantineQueue queue = obsrv.as("ravi").ingestion().quarantine("orders");
      assertThat(receipt.quarantined()).isEqualTo(1);
      assertThat(queue.replay(1)).as("while it is broken").isEqualTo(new Replayed(0, 0, 1));
      String mended =
          "{\"batch\": \"b1\", \"events\": [{\"id\": 1}, {\"id\": \"x\"}, {\"id\": 1}]}";
      queue.patch(queue.find(1).orElseThrow(), mended);

      List<TrialOutcome> trial = queue.dryRun(QuarantineFilter.ALL);
      Replayed replayed = queue.replay(1);

      assertThat(trial).hasSize(1);
      assertThat(trial.get(0).rejection().orElseThrow().code()).isEqualTo(RejectionCode.WRONG_TYPE);
      assertThat(replayed).isEqualTo(new Replayed(1, 1, 1));
      Counters counters = counters("orders");
      assertThat(counters.received()).isEqualTo(3);
      assertThat(counters.accepted()).isEqualTo(1);
      assertThat(counters.duplicates()).isEqualTo(1);
      assertThat(counters.quarantined()).isEqualTo(1);
      assertThat(counters.causes()).isEqualTo(Map.of("WRONG_TYPE", 1L));
      assertThat(column("id")).containsExactly(1L);
      assertThat(actions(queue, 1))
          .containsExactly(
              "push QUARANTINED", "ravi FAILED_AGAIN", "ravi PATCHED", "ravi UNPACKED");
      assertThat(queue.find(1)).isEmpty();
      QuarantinedEvent left = queue.find(2).orElseThrow();
      assertThat(new String(left.raw(), UTF_8)).isEqualTo("{\"id\": \"x\"}");
      assertThat(left.source()).isEqualTo("push");
      assertThat(actions(queue, 2)).containsExactly("ravi QUARANTINED");
      queue.patch(left, "{\"id\": 2}");
      assertThat(queue.replay(QuarantineFilter.ALL)).isEqualTo(new Replayed(1, 0, 0));
      assertThat(ingest("orders", mended).duplicates()).as("by the envelope's id").isEqualTo(3);
    }

    @Test
    void keeps_an_envelope_that_was_mended_to_hold_nothing() {
      Fixtures.publish(obsrv, orders().envelope("events", "batch"));
      ingest("orders", "{", "{\"batch\": \"b1\", \"events\": [{\"id\": 1}]}", "nonsense");
      QuarantineQueue queue = obsrv.ingestion().quarantine("orders");
      queue.patch(queue.find(1).orElseThrow(), "{\"batch\": \"b2\", \"events\": []}");
      queue.patch(queue.find(2).orElseThrow(), "{\"batch\": \"b1\", \"events\": [{\"id\": 7}]}");

      assertThat(queue.replay(QuarantineFilter.ALL)).isEqualTo(new Replayed(0, 1, 1));

      assertThat(queue.find(1).orElseThrow().rejection().message())
          .isEqualTo("envelope holds no record, must hold at least one; discard it otherwise");
      assertThat(counters("orders").received()).isEqualTo(3);
      assertThat(column("id")).containsExactly(1L);
    }

    private List<String> actions(QuarantineQueue queue, long record) {
      return queue.trail(record).stream()
          .map(entry -> entry.actor() + " " + entry.action())
          .toList();
    }

    @Test
    void keeps_rows_of_text_as_what_they_are() {
      Fixtures.publish(obsrv, orders());
      obsrv
          .ingestion()
          .ingest(
              "orders",
              List.of(new Event.Cells(Map.of("id", "1", "amount", "2.5", "colour", "red"))));
      Fixtures.publish(obsrv, "orders", d -> d.validation(ValidationMode.DISCARD_NEW_FIELDS));

      assertThat(obsrv.ingestion().quarantine("orders").replay(QuarantineFilter.ALL))
          .isEqualTo(new Replayed(1, 0, 0));

      assertThat(column("amount")).containsExactly(2.5);
    }
  }
}
