package io.obsrv.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counting;
import com.codahale.metrics.MetricRegistry;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Counters;
import io.obsrv.monitor.DatasetStats;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibraryTest {
  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object",
           "properties": {
             "id": {"type": "integer"},
             "city": {"type": "string"},
             "at": {"type": "string", "format": "date-time"}}}
          """);

  private final MetricRegistry registry = new MetricRegistry();
  private final HandClock clock = new HandClock();
  private final DropwizardTelemetry telemetry =
      DropwizardTelemetry.on(registry, "obsrv", clock.clocks());
  private final Obsrv obsrv =
      Obsrv.on(MemoryStorage.create(clock)).clock(clock).telemetry(telemetry).open();

  @BeforeEach
  void publish() {
    obsrv.datasets().create(DatasetDefinition.named("orders").schema(SCHEMA).key("id").time("at"));
    obsrv.datasets().submit("orders");
    obsrv.datasets().approve("orders", "fields agreed");
    obsrv.datasets().publish("orders");
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void every_counter_equals_what_the_commits_counted() {
    for (int batch = 0; batch < 20; batch++) {
      ingest(batch);
      clock.advance(Duration.ofSeconds(1));
    }

    DatasetStats stats = obsrv.monitor().stats("orders");
    Counters counters = stats.counters();
    assertThat(counters.accepted()).isEqualTo(22);
    assertThat(count("load.rows")).isEqualTo(counters.accepted());
    assertThat(count("load.bytes")).isEqualTo(counters.acceptedBytes()).isPositive();
    assertThat(count("processing.records")).isEqualTo(counters.received()).isEqualTo(100);
    assertThat(count("processing.extract")).isEqualTo(counters.received());
    assertThat(count("latency")).isEqualTo(counters.received());
    assertThat(count("duplicates")).isEqualTo(counters.duplicates()).isEqualTo(18);
    assertThat(count("quarantined")).isEqualTo(counters.quarantined()).isEqualTo(60);
    assertThat(causes()).isEqualTo(counters.causes()).hasSize(3);
    assertThat(gauge("freshness.commit_seconds"))
        .isEqualTo(stats.sinceLastCommit().orElseThrow().toMillis() / 1e3);
    assertThat(gauge("freshness.event_seconds"))
        .isEqualTo(stats.sinceNewestEvent().orElseThrow().toMillis() / 1e3);
  }

  @Test
  void queries_are_counted_with_what_they_returned() {
    obsrv.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"Köln\"}", "{\"id\": 22}");
    Query query = Query.from("orders").select("id", "city");
    obsrv.queries().run("orders", query);
    obsrv.queries().run("orders", query);

    assertThat(count("queries")).isEqualTo(2);
    assertThat(count("query.time")).isEqualTo(2);
    assertThat(count("query.rows")).isEqualTo(4);
    assertThat(count("query.bytes")).isEqualTo(2L * ("1" + "22" + "Köln").getBytes(UTF_8).length);
  }

  @Test
  void a_retired_dataset_leaves_and_comes_back_when_it_is_reinstated() {
    ingest(0);
    obsrv.datasets().retire("orders");
    assertThat(registry.getNames()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    obsrv.datasets().reinstate("orders");
    ingest(1);

    assertThat(count("processing.records")).isEqualTo(5);
  }

  @Test
  void closing_the_library_removes_every_metric() {
    ingest(0);
    assertThat(registry.getNames()).isNotEmpty();

    obsrv.close();

    assertThat(registry.getNames()).isEmpty();
    assertThat(telemetry.figures(DatasetId.of("orders"))).isEmpty();
  }

  /** Five records: one or two are new, the others known or bad. */
  private void ingest(int batch) {
    obsrv
        .ingestion()
        .ingest(
            "orders",
            "{\"id\": %d, \"at\": \"2025-12-31T23:59:%02dZ\"}".formatted(batch, batch),
            "{\"id\": %d}".formatted(batch % 2 == 0 ? 1_000 : 2_000),
            "{\"id\": \"one\"}",
            "{\"city\": \"Agra\"}",
            "{\"id\": ");
  }

  private Map<String, Long> causes() {
    Map<String, Long> causes = new TreeMap<>();
    String path = "obsrv.orders.quarantined.";
    registry
        .getCounters((name, metric) -> name.startsWith(path))
        .forEach((name, counter) -> causes.put(name.substring(path.length()), counter.getCount()));
    return causes;
  }

  private long count(String name) {
    return ((Counting) registry.getMetrics().get("obsrv.orders." + name)).getCount();
  }

  private Object gauge(String name) {
    return registry.getGauges().get("obsrv.orders." + name).getValue();
  }
}
