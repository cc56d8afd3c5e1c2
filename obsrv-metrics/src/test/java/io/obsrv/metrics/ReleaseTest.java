package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricRegistryListener;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");
  private static final DatasetId CUSTOMERS = DatasetId.of("customers");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final MetricRegistry registry = new MetricRegistry();
  private final HandClock clock = new HandClock();
  private final DropwizardTelemetry telemetry =
      DropwizardTelemetry.on(registry, "obsrv", clock.clocks());

  @Test
  void every_metric_of_the_dataset_is_removed_and_no_other() {
    registry.counter("mine");
    use(ORDERS);
    use(CUSTOMERS);

    telemetry.released(ORDERS);

    assertThat(registry.getNames()).contains("mine").noneMatch(name -> name.contains("orders"));
    assertThat(registry.getNames()).filteredOn(name -> name.contains("customers")).hasSize(16);
    assertThat(telemetry.figures(ORDERS)).isEmpty();
  }

  @Test
  void a_batch_that_arrived_before_the_release_does_not_bring_the_metrics_back() {
    CommittedBatch late = Batches.ofTen(clock.instant());
    use(ORDERS);
    clock.advance(SECOND);

    telemetry.released(ORDERS);
    clock.advance(SECOND);
    telemetry.processed(ORDERS, new StageWork("extract", 10, SECOND));
    telemetry.committed(ORDERS, late);

    assertThat(registry.getNames()).isEmpty();
  }

  @Test
  void a_release_in_the_middle_of_a_batch_leaves_nothing_behind() {
    registry.addListener(
        new MetricRegistryListener.Base() {
          @Override
          public void onGaugeAdded(String name, Gauge<?> gauge) {
            telemetry.released(ORDERS);
          }
        });

    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));

    assertThat(registry.getNames()).isEmpty();
  }

  @Test
  void a_query_that_began_before_the_release_does_not_bring_the_metrics_back() {
    telemetry.released(ORDERS);
    clock.advance(SECOND);
    telemetry.queried(ORDERS, new AnsweredQuery(1, 1, Duration.ofMillis(1001)));

    assertThat(registry.getNames()).isEmpty();
  }

  @Test
  void a_release_is_not_remembered_for_ever() {
    MeasuredDatasets datasets =
        new MeasuredDatasets(
            clock.clocks().day(),
            id -> DatasetMetrics.in(new RegistryEntries(registry, "x." + id), clock.clocks()));
    for (int day = 0; day < 10; day++) {
      datasets.release(DatasetId.of("orders-" + day));
      datasets.release(ORDERS);
      clock.advance(Duration.ofHours(25));
    }

    assertThat(datasets.releases()).isEqualTo(2);
  }

  @Test
  void a_reinstated_dataset_is_measured_from_zero() {
    use(ORDERS);
    telemetry.released(ORDERS);
    clock.advance(SECOND);

    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));

    assertThat(registry.meter("obsrv.orders.load.rows").getCount()).isEqualTo(6);
  }

  @Test
  void a_retired_dataset_is_measured_when_it_is_queried() {
    telemetry.released(ORDERS);
    clock.advance(SECOND);

    telemetry.queried(ORDERS, new AnsweredQuery(7, 1, Duration.ofMillis(10)));

    assertThat(registry.meter("obsrv.orders.query.rows").getCount()).isEqualTo(7);
  }

  @Test
  void closing_removes_everything_for_good_and_can_be_repeated() {
    registry.counter("mine");
    use(ORDERS);
    use(CUSTOMERS);

    telemetry.close();
    telemetry.close();
    clock.advance(SECOND);
    use(ORDERS);

    assertThat(registry.getNames()).containsExactly("mine");
  }

  private void use(DatasetId dataset) {
    telemetry.processed(dataset, new StageWork("extract", 10, SECOND));
    telemetry.committed(dataset, Batches.ofTen(clock.instant()));
    telemetry.queried(dataset, new AnsweredQuery(1, 1, Duration.ZERO));
  }
}
