package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuarantineQueueTest {
  private static final int RECORDS = 2_500;
  private static final int LARGE = 20;
  private static final int PAGE = 1_000;

  private final ReadsOfQuarantine storage = new ReadsOfQuarantine(MemoryStorage.create());
  private final List<CommittedBatch> told = new CopyOnWriteArrayList<>();
  private final Obsrv obsrv =
      Obsrv.on(storage)
          .telemetry(
              new Telemetry() {
                @Override
                public void committed(DatasetId dataset, CommittedBatch batch) {
                  told.add(batch);
                }
              })
          .open();

  @BeforeEach
  void fill() {
    Fixtures.publish(obsrv, Fixtures.numbered("orders"));
    obsrv
        .ingestion()
        .ingest(
            "orders",
            IntStream.range(0, RECORDS)
                .mapToObj("{\"id\": \"no number %d\"}"::formatted)
                .toArray(String[]::new));
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void a_dry_run_of_many_records_reads_them_page_by_page() {
    QuarantineQueue queue = obsrv.ingestion().quarantine("orders");

    List<TrialOutcome> live = queue.dryRun(QuarantineFilter.ALL);
    List<TrialOutcome> first = queue.dryRun(QuarantineFilter.ALL, 1);

    assertThat(live)
        .extracting(TrialOutcome::record)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, RECORDS).boxed().toList());
    assertThat(live).allMatch(outcome -> outcome.rejection().isPresent());
    assertThat(first).isEqualTo(live);
    assertThat(storage.limits).isNotEmpty().allMatch(limit -> limit <= PAGE);
  }

  @Test
  void a_replay_and_a_discard_of_many_records_read_them_page_by_page() {
    QuarantineQueue queue = obsrv.ingestion().quarantine("orders");

    assertThat(queue.replay(QuarantineFilter.ALL)).isEqualTo(new Replayed(0, 0, RECORDS));
    assertThat(queue.discard(QuarantineFilter.ALL, "noise")).isEqualTo(RECORDS);

    assertThat(storage.limits).isNotEmpty().allMatch(limit -> limit <= PAGE);
    assertThat(queue.read(QuarantineFilter.ALL, 0, 1)).isEmpty();
  }

  @Test
  void large_records_are_read_a_few_megabytes_at_a_time_and_removed_without_being_read() {
    QuarantineQueue queue = obsrv.ingestion().quarantine("orders");
    queue.discard(QuarantineFilter.ALL, "noise");
    for (int i = 0; i < LARGE; i++) {
      obsrv.ingestion().ingest("orders", "{\"id\": \"" + "x".repeat(900_000) + "\"}");
    }
    storage.bytes.clear();

    queue.dryRun(QuarantineFilter.ALL);
    assertThat(queue.replay(QuarantineFilter.ALL)).isEqualTo(new Replayed(0, 0, LARGE));
    long[] numbers = LongStream.rangeClosed(RECORDS + 1, RECORDS + LARGE).toArray();
    assertThat(queue.replay(numbers)).isEqualTo(new Replayed(0, 0, LARGE));
    assertThat(storage.bytes).isNotEmpty().allMatch(bytes -> bytes <= 8 << 20);
    storage.bytes.clear();
    assertThat(queue.discard(QuarantineFilter.ALL, "noise")).isEqualTo(LARGE);
    assertThat(storage.bytes).isEmpty();
  }

  @Test
  void a_replay_is_told_without_a_time_of_arrival() {
    assertThat(told).isNotEmpty().allMatch(batch -> batch.receivedAt().isPresent());
    told.clear();

    obsrv.ingestion().quarantine("orders").replay(QuarantineFilter.ALL);

    assertThat(told).isNotEmpty().allMatch(batch -> batch.receivedAt().isEmpty());
    assertThat(told).allMatch(batch -> batch.latency().isEmpty());
  }

  @Test
  void a_negative_age_is_refused_and_expires_nothing() {
    QuarantineQueue queue = obsrv.ingestion().quarantine("orders");

    assertThatThrownBy(() -> queue.expire(Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("age is PT-24H, must not be negative");

    assertThat(queue.read(QuarantineFilter.ALL, 0, 1)).hasSize(1);
  }
}
