package io.obsrv;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Event;
import io.obsrv.ingest.Ingestion;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.lifecycle.ImportMode;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Queries;
import io.obsrv.query.Query;
import io.obsrv.query.Tables;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers may pass null where nothing checks it for them. */
class NullArgumentsTest {
  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void are_refused_by_datasets_with_the_name_of_the_parameter() {
    Datasets datasets = obsrv.datasets();
    assertNamed("definition", () -> datasets.create((DatasetDefinition) null));
    assertNamed("definition", () -> datasets.create((DefinitionBuilder) null));
    assertNamed("id", () -> datasets.copy(null, "b"));
    assertNamed("newId", () -> datasets.copy("a", null));
    assertNamed("id", () -> datasets.export(null));
    assertNamed("document", () -> datasets.importAll(null, ImportMode.REFUSE_EXISTING));
    assertNamed("mode", () -> datasets.importAll("{}", null));
    assertNamed("name", () -> datasets.alias(null, "a"));
    assertNamed("id", () -> datasets.alias("a", null));
    assertNamed("name", () -> datasets.withoutAlias(null));
    assertNamed("id", () -> datasets.edit((String) null, draft -> draft));
    assertNamed("seen", () -> datasets.edit((Dataset) null, draft -> draft));
    assertNamed("id", () -> datasets.discard(null));
    assertNamed("id", () -> datasets.submit(null));
    assertNamed("comment", () -> datasets.reject("a", null));
    assertNamed("comment", () -> datasets.approve("a", null));
    assertNamed("id", () -> datasets.publish((String) null));
    assertNamed("id", () -> datasets.retire(null));
    assertNamed("id", () -> datasets.reinstate(null));
    assertNamed("id", () -> datasets.find(null));
    assertNamed("id", () -> datasets.versions(null));
    assertNamed("id", () -> datasets.version(null, 1));
  }

  @Test
  void are_refused_by_queries_with_the_name_of_the_parameter() {
    Queries queries = obsrv.queries();
    assertNamed("id", () -> queries.run(null, Query.from("a").count()));
    assertNamed("query", () -> queries.run("a", null));
    assertNamed("id", () -> queries.sql(null, "select 1"));
    assertNamed("sql", () -> queries.sql("a", null));
  }

  @Test
  void are_refused_by_ingestion_with_the_name_of_the_parameter() {
    Ingestion ingestion = obsrv.ingestion();
    List<Event> events = List.of(Event.json("{}"));
    assertNamed("id", () -> ingestion.ingest(null, events));
    assertNamed("events", () -> ingestion.ingest("a", (List<Event>) null));
    assertNamed("event", () -> ingestion.ingest("a", Collections.singletonList(null)));
    assertNamed("id", () -> ingestion.ingest(null, "b1", events));
    assertNamed("batchId", () -> ingestion.ingest("a", (String) null, events));
    assertNamed("events", () -> ingestion.ingest("a", "b1", (List<Event>) null));
    assertNamed("id", () -> ingestion.ingest(null, "{}"));
    assertNamed("json", () -> ingestion.ingest("a", (String[]) null));
    assertNamed("json", () -> ingestion.ingest("a", "{}", (String) null));
    assertNamed("id", () -> ingestion.quarantine(null));
    assertNamed("id", () -> ingestion.scale(null, Scaling.DEFAULT));
    assertNamed("id", () -> ingestion.start(null));
    assertNamed("id", () -> ingestion.connectors(null));
    assertNamed("id", () -> ingestion.source(null, "feed"));
    assertNamed("name", () -> ingestion.source("a", null));
    assertNamed("id", () -> ingestion.destination(null, "sink"));
    assertNamed("name", () -> ingestion.destination("a", null));
    assertNamed("id", () -> ingestion.awaitCompletion(null));
    assertNamed("timeout", () -> ingestion.awaitCompletion("a", null));
  }

  @Test
  void are_refused_by_events_with_the_name_of_the_parameter() {
    assertNamed("json", () -> Event.json(null));
    assertNamed("json", () -> Event.of((JsonNode) null));
    assertNamed("fields", () -> Event.of((Map<String, ?>) null));
  }

  @Test
  void are_refused_by_tables_with_the_name_of_the_parameter() {
    Tables tables = obsrv.tables();
    assertNamed("id", () -> tables.list(null));
    assertNamed("id", () -> tables.rows(null, "by_day"));
    assertNamed("table", () -> tables.rows("a", null));
  }

  @Test
  void are_refused_by_governance_and_monitor_with_the_name_of_the_parameter() {
    assertNamed("id", () -> obsrv.governance().audit(null));
    assertNamed("id", () -> obsrv.monitor().stats(null));
    assertNamed("id", () -> obsrv.monitor().quarantined(null, 0, 1));
  }

  @Test
  void are_refused_by_the_builder_with_the_name_of_the_parameter() {
    assertNamed("storage", () -> Obsrv.on(null));
    assertNamed("storage", () -> Obsrv.open(null));
    try (Storage storage = MemoryStorage.create()) {
      ObsrvBuilder builder = Obsrv.on(storage);
      assertNamed("provider", () -> builder.connector(null));
      assertNamed("loader", () -> builder.discoverConnectors(null));
      assertNamed("resolver", () -> builder.secrets(null));
      assertNamed("listener", () -> builder.telemetry(null));
      assertNamed("limits", () -> builder.queryLimits(null));
      assertNamed("value", () -> builder.clock(null));
      assertNamed("value", () -> builder.retries(null));
    }
  }

  private static void assertNamed(String parameter, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
  }
}
