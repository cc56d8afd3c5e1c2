package io.obsrv.pipeline;

import static io.obsrv.pipeline.Stages.layout;
import static io.obsrv.pipeline.Stages.orders;
import static io.obsrv.pipeline.Stages.process;
import static io.obsrv.pipeline.Stages.rejections;
import static io.obsrv.pipeline.Stages.value;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.Kind;
import io.obsrv.error.ErrorCode;
import io.obsrv.event.Effect;
import io.obsrv.event.Layout;
import io.obsrv.policy.OnMiss;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.table.Condition;
import io.obsrv.telemetry.StageWork;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnrichTest {
  private final List<Set<String>> asked = new ArrayList<>();

  private Pipeline pipeline(OnMiss onMiss, String sinceType) {
    Schema customers =
        Schema.parse(
            """
            {"type": "object", "properties": {"since": {"type": "string", %s}, "id": {"type": "integer"},
              "segment": {"type": "string"}}}
            """
                .formatted(sinceType));
    var master = layout(DatasetDefinition.named("customers").schema(customers).key("id"));
    Row row = new Row(LocalDate.of(2020, 1, 2), 7L, "gold");
    MasterRows rows =
        (id, keys) -> {
          asked.add(keys);
          return new MasterBatch(Optional.of(master), Map.of("[\"7\"]", row));
        };
    return new Pipeline(
        layout(
            orders()
                .kind(Kind.TRANSACTION)
                .deletedWhen(Condition.field("card").equalTo("gone"))
                .enrich(
                    "customer",
                    e ->
                        e.from("customers")
                            .on("customer")
                            .field("segment", "segment")
                            .field("since", "since")
                            .onMiss(onMiss))
                .rule("known", r -> r.column("customer").notNull())),
        rows,
        SecretResolver.none());
  }

  @Test
  void a_batch_asks_once_and_fills_in_what_is_found() {
    Processed processed =
        process(
            pipeline(OnMiss.PASS, "\"format\": \"date\""),
            "{'id': 'a', 'customer': 7}",
            "{'id': 'b', 'customer': 8, 'segment': 'own'}",
            "{'id': 'c', 'customer': 7}",
            "{'id': 'd', 'card': 'gone'}");

    assertThat(asked).containsExactly(Set.of("[\"7\"]", "[\"8\"]"));
    assertThat(processed.candidates())
        .extracting(each -> value(each, "segment"))
        .containsExactly("gold", "own", "gold", null);
    assertThat(value(processed.candidates().get(0), "since")).isEqualTo(LocalDate.of(2020, 1, 2));
    assertThat(processed.candidates().get(3).effect())
        .as("a record that deletes is not checked")
        .isEqualTo(Effect.REMOVE);
    assertThat(processed.work())
        .extracting(StageWork::stage)
        .containsExactly("extract", "validate", "deduplicate", "enrich", "check");
  }

  @Test
  void one_can_look_up_what_another_has_filled_in() {
    Layout master =
        layout(
            DatasetDefinition.named("names")
                .schema(
                    Schema.parse(
                        "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}")));
    MasterRows rows =
        (id, keys) -> {
          asked.add(keys);
          return new MasterBatch(
              Optional.of(master),
              keys.stream().collect(toMap(key -> key, key -> new Row(id + letters(key)))));
        };
    Pipeline pipeline =
        new Pipeline(
            layout(
                orders()
                    .enrich("a", e -> e.from("a").on("id").field("name", "segment"))
                    .enrich("b", e -> e.from("b").on("id").field("name", "card"))
                    .enrich("c", e -> e.from("c").on("segment", "card").field("name", "in_deep"))),
            rows,
            SecretResolver.none());

    Processed processed =
        process(pipeline, new ThreadPerPart(2), "{'id': 'x'}", "{", "{'id': 'y'}", "{'id': 'z'}");

    assertThat(asked).as("one question to each master").hasSize(3);
    assertThat(processed.candidates())
        .extracting(each -> value(each, "in_deep"))
        .containsExactly("caxbx", "cayby", "cazbz");
  }

  private static String letters(String key) {
    return key.replaceAll("[^a-z]", "");
  }

  @Test
  void a_miss_is_quarantined_or_fails_the_batch_as_declared() {
    assertThat(
            rejections(
                process(
                    pipeline(OnMiss.QUARANTINE, "\"format\": \"date\""),
                    "{'id': 'a', 'customer': 8}",
                    "{'id': 'b', 'customer': 7}",
                    "{'id': 'c'}")))
        .containsExactly(
            "0 ENRICH MASTER_MISSING /customer enrichment 'customer' finds no row of 'customers' by [customer]",
            "2 ENRICH MASTER_MISSING /customer enrichment 'customer' finds no row of 'customers' by [customer]");
    assertThatThrownBy(
            () ->
                process(
                    pipeline(OnMiss.FAIL, "\"format\": \"date\""), "{'id': 'a', 'customer': 8}"))
        .isInstanceOfSatisfying(
            EnrichmentFailedException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENRICHMENT_FAILED))
        .hasMessage(
            "Dataset 'orders' cannot take the batch: enrichment 'customer' finds no row of 'customers' for record 0 by [customer]. Nothing is stored; send it again once the row is there.");
  }

  @Test
  void a_value_that_does_not_fit_any_more_quarantines_the_record() {
    assertThat(
            rejections(
                process(pipeline(OnMiss.PASS, "\"minLength\": 1"), "{'id': 'a', 'customer': 7}")))
        .containsExactly(
            "0 ENRICH MASTER_MISSING /since enrichment 'customer': column 'since' of 'customers' is string now, does not fit 'since', which is date");
  }
}
