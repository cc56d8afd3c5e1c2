package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  private final MetricRegistry registry = new MetricRegistry();
  private final HandClock clock = new HandClock();
  private final DropwizardTelemetry telemetry =
      DropwizardTelemetry.on(registry, "obsrv", clock.clocks());

  @Test
  void data_load_is_accepted_rows_and_bytes() {
    commitTenAndWait(Duration.ofSeconds(2));

    assertThat(meter("load.rows").getCount()).isEqualTo(6);
    assertThat(meter("load.rows").getMeanRate()).isEqualTo(3);
    assertThat(meter("load.bytes").getCount()).isEqualTo(600);
    assertThat(meter("load.bytes").getMeanRate()).isEqualTo(300);
  }

  @Test
  void processing_speed_is_every_committed_record() {
    commitTenAndWait(Duration.ofSeconds(2));

    assertThat(meter("processing.records").getCount()).isEqualTo(10);
    assertThat(meter("processing.records").getMeanRate()).isEqualTo(5);
  }

  @Test
  void time_in_a_stage_is_per_record_and_weighed_by_records() {
    stage("validate", 900, Duration.ofNanos(900 * 2_000));
    stage("validate", 60, Duration.ofNanos(60 * 7_000));
    stage("validate", 40, Duration.ofNanos(40 * 9_000));

    Timer timer = timer("processing.validate");
    Snapshot nanos = timer.getSnapshot();
    assertThat(timer.getCount()).isEqualTo(1000);
    assertThat(nanos.getMedian()).isEqualTo(2_000);
    assertThat(nanos.get95thPercentile()).isEqualTo(7_000);
    assertThat(nanos.get99thPercentile()).isEqualTo(9_000);
    assertThat(nanos.getMean()).isCloseTo(2_580, within(0.001));
  }

  @Test
  void a_stage_without_records_is_not_a_sample() {
    stage("validate", 0, Duration.ofNanos(300));

    assertThat(registry.getTimers()).doesNotContainKey("obsrv.orders.processing.validate");
  }

  @Test
  void queries_are_counted_and_timed() {
    query(30, 3_000, Duration.ofMillis(4));
    query(10, 1_000, Duration.ofMillis(8));
    clock.advance(Duration.ofSeconds(4));

    assertThat(meter("queries").getCount()).isEqualTo(2);
    assertThat(meter("queries").getMeanRate()).isEqualTo(0.5);
    assertThat(timer("query.time").getCount()).isEqualTo(2);
    assertThat(timer("query.time").getSnapshot().getMax()).isEqualTo(8_000_000);
  }

  @Test
  void query_throughput_is_rows_and_bytes_returned() {
    query(30, 3_000, Duration.ofMillis(4));
    query(10, 1_000, Duration.ofMillis(8));
    clock.advance(Duration.ofSeconds(4));

    assertThat(meter("query.rows").getCount()).isEqualTo(40);
    assertThat(meter("query.rows").getMeanRate()).isEqualTo(10);
    assertThat(meter("query.bytes").getCount()).isEqualTo(4_000);
    assertThat(meter("query.bytes").getMeanRate()).isEqualTo(1_000);
  }

  @Test
  void latency_is_from_arrival_to_commit_of_each_record() {
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));

    assertThat(timer("latency").getCount()).isEqualTo(10);
    assertThat(timer("latency").getSnapshot().getMedian()).isEqualTo(20_000_000);
  }

  @Test
  void a_replay_has_no_latency() {
    telemetry.committed(ORDERS, Batches.replayed(4, clock.instant()));

    assertThat(timer("latency").getCount()).isZero();
    assertThat(meter("processing.records").getCount()).isEqualTo(4);
  }

  @Test
  void end_to_end_latency_is_from_the_newest_event_of_a_batch_to_its_commit() {
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));

    assertThat(timer("end_to_end_latency").getCount()).isEqualTo(1);
    assertThat(timer("end_to_end_latency").getSnapshot().getMedian()).isEqualTo(5e9);
  }

  @Test
  void event_times_far_from_now_do_not_stop_the_count() {
    commitEventOf(Instant.parse("9999-12-31T23:59:59Z"));
    commitEventOf(Instant.parse("0001-01-01T00:00:00Z"));

    Snapshot nanos = timer("end_to_end_latency").getSnapshot();
    assertThat(nanos.getValues()).containsExactly(0, Long.MAX_VALUE);
    assertThat(meter("load.rows").getCount()).isEqualTo(2);
  }

  @Test
  void duplicates_and_causes_are_counted() {
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));

    assertThat(count("duplicates")).isEqualTo(2);
    assertThat(count("quarantined")).isEqualTo(6);
    assertThat(count("quarantined.WRONG_TYPE")).isEqualTo(4);
    assertThat(count("quarantined.MISSING_KEY")).isEqualTo(2);
  }

  @Test
  void freshness_is_the_age_of_the_newest_event_and_of_the_last_commit() {
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));
    commitEventOf(clock.instant().minusSeconds(60));
    clock.advance(Duration.ofMillis(10_020));

    assertThat(gauge("freshness.event_seconds")).isEqualTo(15.0);
    assertThat(gauge("freshness.commit_seconds")).isEqualTo(10.0);
  }

  @Test
  void an_event_in_the_future_has_a_negative_age() {
    commitEventOf(clock.instant().plusMillis(1_500));

    assertThat(gauge("freshness.event_seconds")).isEqualTo(-1.5);
  }

  private void commitTenAndWait(Duration time) {
    telemetry.committed(ORDERS, Batches.ofTen(clock.instant()));
    clock.advance(time);
  }

  private void commitEventOf(Instant time) {
    telemetry.committed(ORDERS, Batches.rows(1, clock.instant(), Optional.of(time)));
  }

  private void stage(String stage, long records, Duration time) {
    telemetry.processed(ORDERS, new StageWork(stage, records, time));
  }

  private void query(long rows, long bytes, Duration time) {
    telemetry.queried(ORDERS, new AnsweredQuery(rows, bytes, time));
  }

  private Meter meter(String name) {
    return registry.getMeters().get("obsrv.orders." + name);
  }

  private Timer timer(String name) {
    return registry.getTimers().get("obsrv.orders." + name);
  }

  private long count(String name) {
    return registry.getCounters().get("obsrv.orders." + name).getCount();
  }

  private Object gauge(String name) {
    return registry.getGauges().get("obsrv.orders." + name).getValue();
  }
}
