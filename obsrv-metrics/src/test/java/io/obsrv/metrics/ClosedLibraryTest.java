package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import org.junit.jupiter.api.Test;

class ClosedLibraryTest {
  @Test
  void a_library_that_only_answered_queries_leaves_no_metrics_behind_when_it_is_closed() {
    MetricRegistry registry = new MetricRegistry();
    try (Obsrv obsrv =
        Obsrv.on(MemoryStorage.create()).telemetry(DropwizardTelemetry.on(registry)).open()) {
      Datasets datasets = obsrv.datasets();
      datasets.create(
          DatasetDefinition.named("orders")
              .schema(
                  Schema.parse(
                      "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}")));
      datasets.submit("orders");
      datasets.approve("orders", "");
      datasets.publish("orders");
      obsrv.queries().run("orders", Query.from("orders"));
      assertThat(registry.getNames()).contains("obsrv.orders.queries");
    }

    assertThat(registry.getNames()).isEmpty();
  }
}
