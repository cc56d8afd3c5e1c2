package io.obsrv.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricRegistryListener;
import io.obsrv.dataset.DatasetId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnwillingRegistryTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  private final MetricRegistry registry = new MetricRegistry();
  private final DropwizardTelemetry telemetry = DropwizardTelemetry.on(registry);
  private final Logger logger = (Logger) LoggerFactory.getLogger(RegistryEntries.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  @Test
  void a_name_that_is_taken_hides_the_dataset_and_does_not_fail_the_work() {
    registry.counter("obsrv.orders.quarantined");

    commitTwice();

    assertThat(registry.getNames()).containsExactly("obsrv.orders.quarantined");
    assertThat(rows()).isEqualTo(12);
    assertThat(warnings())
        .containsExactly(
            "Nothing under 'obsrv.orders' is in the metric registry, because 'obsrv.orders.quarantined' could not be"
                + " added. If another library instance uses the registry, give each a prefix of its own:"
                + " DropwizardTelemetry.on(registry, \"prefix\").");
  }

  @Test
  void the_metrics_of_another_instance_are_neither_mixed_nor_removed() {
    DropwizardTelemetry other = DropwizardTelemetry.on(registry);
    other.committed(ORDERS, Batches.ofTen(HandClock.START));

    commitTwice();
    telemetry.released(ORDERS);

    assertThat(registry.getMeters().get("obsrv.orders.load.rows").getCount()).isEqualTo(6);
    assertThat(warnings()).hasSize(1);
  }

  @Test
  void a_cause_that_cannot_be_added_later_hides_the_whole_dataset() {
    Counter mine = registry.counter("obsrv.orders.quarantined.WRONG_TYPE");

    commitTwice();

    assertThat(registry.getMetrics())
        .containsOnlyKeys("obsrv.orders.quarantined.WRONG_TYPE")
        .containsValue(mine);
    assertThat(mine.getCount()).isZero();
    assertThat(rows()).isEqualTo(12);
  }

  @Test
  void a_listener_that_throws_does_not_fail_the_work() {
    registry.addListener(new FailingListener());

    commitTwice();
    assertThatCode(() -> telemetry.released(ORDERS)).doesNotThrowAnyException();

    assertThat(registry.getNames()).isEmpty();
    assertThat(warnings()).hasSize(2).last().asString().startsWith("Nothing under 'obsrv.orders'");
  }

  private void commitTwice() {
    telemetry.committed(ORDERS, Batches.ofTen(HandClock.START));
    telemetry.guarded().committed(ORDERS, Batches.ofTen(HandClock.START));
  }

  private long rows() {
    return telemetry.figures(ORDERS).orElseThrow().dataLoad().rows().total();
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static final class FailingListener extends MetricRegistryListener.Base {
    @Override
    public void onCounterAdded(String name, Counter counter) {
      throw new IllegalStateException("not in the mood");
    }

    @Override
    public void onCounterRemoved(String name) {
      throw new IllegalStateException("not in the mood");
    }
  }
}
