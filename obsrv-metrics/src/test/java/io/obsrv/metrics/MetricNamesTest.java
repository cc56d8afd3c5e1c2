package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricNamesTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  private final MetricRegistry registry = new MetricRegistry();

  @Test
  void the_table_of_names_is_fixed() {
    use(DropwizardTelemetry.on(registry));

    assertThat(typesByName())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("obsrv.orders.load.rows", Meter.class),
                Map.entry("obsrv.orders.load.bytes", Meter.class),
                Map.entry("obsrv.orders.processing.records", Meter.class),
                Map.entry("obsrv.orders.processing.extract", Timer.class),
                Map.entry("obsrv.orders.queries", Meter.class),
                Map.entry("obsrv.orders.query.time", Timer.class),
                Map.entry("obsrv.orders.query.rows", Meter.class),
                Map.entry("obsrv.orders.query.bytes", Meter.class),
                Map.entry("obsrv.orders.latency", Timer.class),
                Map.entry("obsrv.orders.end_to_end_latency", Timer.class),
                Map.entry("obsrv.orders.freshness.event_seconds", Gauge.class),
                Map.entry("obsrv.orders.freshness.commit_seconds", Gauge.class),
                Map.entry("obsrv.orders.duplicates", Counter.class),
                Map.entry("obsrv.orders.quarantined", Counter.class),
                Map.entry("obsrv.orders.quarantined.WRONG_TYPE", Counter.class),
                Map.entry("obsrv.orders.quarantined.MISSING_KEY", Counter.class)));
  }

  @Test
  void what_did_not_happen_yet_has_no_gauge_stage_or_cause() {
    DropwizardTelemetry.on(registry).queried(ORDERS, new AnsweredQuery(0, 0, Duration.ZERO));

    assertThat(registry.getGauges()).isEmpty();
    assertThat(registry.getCounters())
        .containsOnlyKeys("obsrv.orders.duplicates", "obsrv.orders.quarantined");
    assertThat(registry.getTimers())
        .containsOnlyKeys(
            "obsrv.orders.query.time", "obsrv.orders.latency", "obsrv.orders.end_to_end_latency");
  }

  @Test
  void two_instances_share_a_registry_under_their_own_prefixes() {
    use(DropwizardTelemetry.on(registry, "eu"));
    DropwizardTelemetry us = DropwizardTelemetry.on(registry, "shop.us");
    use(us);
    use(us);

    assertThat(registry.meter("eu.orders.load.rows").getCount()).isEqualTo(6);
    assertThat(registry.meter("shop.us.orders.load.rows").getCount()).isEqualTo(12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a..b", ".a", "a.", "a b", "ä"})
  void a_prefix_of_another_form_is_refused(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DropwizardTelemetry.on(registry, prefix))
        .withMessage(
            "Prefix '%s' cannot be used: it must be words of letters, digits, '_' and '-', joined by dots.",
            prefix);
  }

  private static void use(DropwizardTelemetry telemetry) {
    telemetry.processed(ORDERS, new StageWork("extract", 10, Duration.ofMillis(1)));
    telemetry.committed(ORDERS, Batches.ofTen(HandClock.START));
    telemetry.queried(ORDERS, new AnsweredQuery(1, 1, Duration.ZERO));
  }

  private Map<String, Class<?>> typesByName() {
    Map<String, Class<?>> types = new TreeMap<>();
    registry.getMetrics().forEach((name, metric) -> types.put(name, type(metric)));
    return types;
  }

  private static Class<?> type(Metric metric) {
    if (metric instanceof Gauge) {
      return Gauge.class;
    }
    return metric instanceof Timer ? Timer.class : metric.getClass();
  }
}
