package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetFiguresTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  private final HandClock clock = new HandClock();
  private final DropwizardTelemetry telemetry =
      DropwizardTelemetry.on(new MetricRegistry(), "obsrv", clock.clocks());

  @Test
  void there_are_none_before_the_first_use() {
    assertThat(telemetry.figures(ORDERS)).isEmpty();
  }

  @Test
  void rates_are_over_the_time_that_work_went_on() {
    loadOverTwoSeconds();
    clock.advance(Duration.ofHours(1));
    askForOneSecond();
    clock.advance(Duration.ofHours(1));

    DatasetFigures figures = telemetry.figures(ORDERS).orElseThrow();
    assertThat(figures.dataLoad().rows()).isEqualTo(new Rate(12, 6));
    assertThat(figures.dataLoad().bytes()).isEqualTo(new Rate(1_200, 600));
    assertThat(figures.processingSpeed().records()).isEqualTo(new Rate(20, 10));
    assertThat(figures.queries()).isEqualTo(new Rate(1, 1));
    assertThat(figures.queryThroughput().rows()).isEqualTo(new Rate(40, 40));
    assertThat(figures.queryThroughput().bytes()).isEqualTo(new Rate(4_000, 4_000));
  }

  @Test
  void the_first_batch_alone_has_a_rate_for_it_took_time() {
    clock.advance(Batches.LATENCY);
    telemetry.committed(ORDERS, Batches.rows(10, HandClock.START, Optional.empty()));

    assertThat(telemetry.figures(ORDERS).orElseThrow().dataLoad().rows())
        .isEqualTo(new Rate(10, 500));
  }

  @Test
  void a_replay_counts_and_does_not_stretch_the_time() {
    loadOverTwoSeconds();
    telemetry.committed(ORDERS, Batches.replayed(4, clock.instant()));

    DatasetFigures figures = telemetry.figures(ORDERS).orElseThrow();
    assertThat(figures.dataLoad().rows()).isEqualTo(new Rate(16, 8));
    assertThat(figures.processingSpeed().records()).isEqualTo(new Rate(24, 12));
  }

  @Test
  void without_time_there_is_no_rate() {
    telemetry.queried(ORDERS, new AnsweredQuery(5, 50, Duration.ZERO));

    assertThat(telemetry.figures(ORDERS).orElseThrow().queries()).isEqualTo(new Rate(1, 0));
  }

  @Test
  void stages_come_in_the_order_of_the_pipeline() {
    loadOverTwoSeconds();

    assertThat(telemetry.figures(ORDERS).orElseThrow().processingSpeed().stages())
        .containsExactly(
            Map.entry("validate", all(Duration.ofNanos(2_500))),
            Map.entry("deduplicate", all(Duration.ofNanos(100))));
  }

  @Test
  void they_print_on_one_screen() {
    loadOverTwoSeconds();
    askForOneSecond();

    assertThat(telemetry.figures(ORDERS).orElseThrow())
        .hasToString(
            """
            dataset 'orders'
                                                  total       per second
            data load, rows                          12              6.0
            data load, bytes                      1,200            600.0
            processing speed, records                20             10.0
            queries                                   1              1.0
            query throughput, rows                   40             40.0
            query throughput, bytes               4,000          4,000.0
            time per record, µs                     p50              p95              p99
              validate                              2.5              2.5              2.5
              deduplicate                           0.1              0.1              0.1""");
  }

  private void loadOverTwoSeconds() {
    clock.advance(Batches.LATENCY);
    batch();
    clock.advance(Duration.ofSeconds(2).minus(Batches.LATENCY));
    batch();
  }

  private void batch() {
    telemetry.processed(ORDERS, new StageWork("validate", 10, Duration.ofNanos(25_000)));
    telemetry.processed(ORDERS, new StageWork("deduplicate", 10, Duration.ofNanos(1_000)));
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant().minus(Batches.LATENCY)));
  }

  private void askForOneSecond() {
    clock.advance(Duration.ofSeconds(1));
    telemetry.queried(ORDERS, new AnsweredQuery(40, 4_000, Duration.ofSeconds(1)));
  }

  private static Percentiles all(Duration time) {
    return new Percentiles(time, time, time);
  }
}
