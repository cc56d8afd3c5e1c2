package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process may die between any two steps of a publication; the next one finishes it. */
class PublicationRecoveryTest {

  private static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
                """))
        .key("id");
  }

  @ParameterizedTest
  @EnumSource(DyingStorage.Step.class)
  void a_publication_that_was_interrupted_is_finished_when_the_library_is_opened(
      DyingStorage.Step step) {
    MemoryStorage storage = MemoryStorage.create();
    DyingStorage dying = new DyingStorage(storage);
    Obsrv first = Obsrv.open(dying);
    Fixtures.publish(first, orders());
    first.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"Pune\"}");
    first.datasets().edit("orders", d -> d.table("by_city", t -> t.groupBy("city").count()));
    dying.dieAt(step);

    assertThatThrownBy(() -> Fixtures.review(first, "orders")).hasMessage("died at " + step);

    try (Obsrv next = Obsrv.open(storage)) {
      Dataset dataset = next.datasets().find("orders").orElseThrow();
      assertThat(dataset.live()).hasValue(2);
      assertThat(dataset.intent()).isEmpty();
      next.ingestion().ingest("orders", "{\"id\": 2, \"city\": \"Pune\"}");
      assertThat(next.tables().rows("orders", "by_city").rows())
          .containsExactly(new Row("Pune", 2L));
    }
  }

  @ParameterizedTest
  @EnumSource(DyingStorage.Step.class)
  void records_are_taken_while_a_publication_is_interrupted(DyingStorage.Step step) {
    DyingStorage dying = new DyingStorage(MemoryStorage.create());
    try (Obsrv obsrv = Obsrv.open(dying)) {
      Fixtures.publish(obsrv, orders().table("all", t -> t.count()));
      obsrv.datasets().edit("orders", d -> d.table("by_city", t -> t.groupBy("city").count()));
      dying.dieAt(step);
      assertThatThrownBy(() -> Fixtures.review(obsrv, "orders")).hasMessage("died at " + step);

      assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 1}").accepted()).isEqualTo(1);

      obsrv.datasets().publish("orders");
      assertThat(obsrv.tables().rows("orders", "by_city").rows())
          .containsExactly(new Row(null, 1L));
      assertThat(obsrv.tables().rows("orders", "all").rows()).containsExactly(new Row(1L));
    }
  }
}
