package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.Verb;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LeftOutTest {
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final LeftOut leftOut = new LeftOut();

  @BeforeEach
  void attach() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void detach() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(LeftOut.class);
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static DatasetStatus status(String dataset) {
    return NewerReleaseException.read("FROZEN", DatasetStatus.class, dataset, "status");
  }

  private static Verb verb(String word, int row) {
    return NewerReleaseException.read(word, Verb.class, "orders", "verb of audit row " + row);
  }

  @Test
  void each_dataset_is_told_once() throws SQLException {
    for (int round = 0; round < 3; round++) {
      assertThat(leftOut.unless(() -> status("orders"))).isEmpty();
      assertThat(leftOut.unless(() -> status("visits"))).isEmpty();
    }

    assertThat(warnings())
        .hasSize(2)
        .allMatch(told -> told.startsWith("Left out of a list: Dataset '"));
  }

  @Test
  void a_word_is_told_once_however_many_rows_say_it() throws SQLException {
    for (int row = 1; row < 100; row++) {
      int number = row;
      assertThat(leftOut.unless("MERGE", () -> verb("MERGE", number))).isEmpty();
      assertThat(leftOut.unless("SPLIT", () -> verb("SPLIT", number))).isEmpty();
    }

    assertThat(warnings()).hasSize(2).allMatch(told -> told.contains("verb of audit row 1 "));
  }

  @Test
  void what_is_read_is_not_told() throws SQLException {
    assertThat(leftOut.unless("PUBLISH", () -> verb("PUBLISH", 1))).contains(Verb.PUBLISH);

    assertThat(log.list).isEmpty();
  }

  @Test
  void no_more_is_remembered_than_is_told() throws SQLException {
    for (int i = 0; i < LeftOut.MOST + 500; i++) {
      String dataset = "d" + i;
      assertThat(leftOut.unless(() -> status(dataset))).isEmpty();
    }

    assertThat(warnings()).hasSize(LeftOut.MOST);
  }
}
