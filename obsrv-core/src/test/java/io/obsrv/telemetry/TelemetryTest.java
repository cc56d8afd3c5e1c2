package io.obsrv.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obsrv.dataset.DatasetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TelemetryTest {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final CommittedBatch BATCH = batch(RECEIVED.plusMillis(250));
  private static final StageWork WORK = new StageWork("validate", 3, Duration.ofMillis(1));
  private static final AnsweredQuery QUERY = new AnsweredQuery(2, 10, Duration.ofMillis(5));

  private final List<String> told = new ArrayList<>();

  @Test
  void all_are_told_of_everything_in_their_order() {
    List<Telemetry> others = new ArrayList<>(List.of(notes("a"), notes("b")));
    Telemetry all = Telemetry.all(others);
    others.clear();

    tell(all);

    assertThat(told)
        .containsExactly(
            "a committed quakes " + BATCH,
            "b committed quakes " + BATCH,
            "a processed quakes " + WORK,
            "b processed quakes " + WORK,
            "a queried quakes " + QUERY,
            "b queried quakes " + QUERY,
            "a released quakes",
            "b released quakes");
  }

  @Test
  void a_guarded_one_is_told_of_everything() {
    tell(notes("a").guarded());

    assertThat(told).hasSize(4).allMatch(line -> line.startsWith("a "));
  }

  @Test
  void what_a_guarded_one_throws_is_logged_and_does_not_reach_the_work() {
    Telemetry broken = broken();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Telemetry.class);
    logger.addAppender(log);
    logger.setAdditive(false);
    log.start();
    try {
      assertThatCode(() -> tell(broken.guarded())).doesNotThrowAnyException();
    } finally {
      logger.detachAppender(log);
      logger.setAdditive(true);
    }

    assertThat(log.list)
        .hasSize(4)
        .allSatisfy(
            event -> {
              assertThat(event.getFormattedMessage())
                  .isEqualTo(
                      "Telemetry failed for dataset 'quakes'; the work it measured is not"
                          + " affected.");
              assertThat(event.getThrowableProxy().getMessage()).isEqualTo("broken");
            });
    assertThatThrownBy(() -> broken.released(ID)).hasMessage("broken");
  }

  @Test
  void one_that_does_nothing_does_nothing() {
    assertThatCode(() -> tell(Telemetry.none())).doesNotThrowAnyException();
    assertThatCode(() -> tell(Telemetry.all(List.of()))).doesNotThrowAnyException();
  }

  @Test
  void latency_is_from_arrival_to_commit_and_never_negative() {
    assertThat(BATCH.latency()).contains(Duration.ofMillis(250));
    assertThat(batch(RECEIVED.minusMillis(1)).latency()).contains(Duration.ZERO);
  }

  private static CommittedBatch batch(Instant committed) {
    return new CommittedBatch(
        3, 1, 100, 1, Map.of("WRONG_TYPE", 1L), Optional.of(RECEIVED), committed, Optional.empty());
  }

  private static void tell(Telemetry telemetry) {
    telemetry.committed(ID, BATCH);
    telemetry.processed(ID, WORK);
    telemetry.queried(ID, QUERY);
    telemetry.released(ID);
  }

  private Telemetry notes(String name) {
    return new Telemetry() {
      @Override
      public void committed(DatasetId dataset, CommittedBatch batch) {
        told.add(name + " committed " + dataset + " " + batch);
      }

      @Override
      public void processed(DatasetId dataset, StageWork work) {
        told.add(name + " processed " + dataset + " " + work);
      }

      @Override
      public void queried(DatasetId dataset, AnsweredQuery query) {
        told.add(name + " queried " + dataset + " " + query);
      }

      @Override
      public void released(DatasetId dataset) {
        told.add(name + " released " + dataset);
      }
    };
  }

  private static Telemetry broken() {
    return new Telemetry() {
      @Override
      public void committed(DatasetId dataset, CommittedBatch batch) {
        throw new IllegalStateException("broken");
      }

      @Override
      public void processed(DatasetId dataset, StageWork work) {
        throw new IllegalStateException("broken");
      }

      @Override
      public void queried(DatasetId dataset, AnsweredQuery query) {
        throw new IllegalStateException("broken");
      }

      @Override
      public void released(DatasetId dataset) {
        throw new IllegalStateException("broken");
      }
    };
  }
}
