package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditRow;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.NewerReleaseException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.ErrorCode;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A newer release has written something of one dataset that this one has no word for. */
abstract class NewerReleaseContract {
  private final Path directory = TestDirectories.create();
  private final Path file = directory.resolve("visits.jsonl");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** The storage, the same each time. */
  abstract JdbcStorage storage();

  /** A connection of somebody else, while the storage is closed. */
  abstract Connection connect() throws SQLException;

  /** The schema of the registry. */
  abstract String schema();

  private static DefinitionBuilder definition(String id) {
    return DatasetDefinition.named(id)
        .schema(
            Schema.parse(
                "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}"))
        .key("id");
  }

  @BeforeEach
  void publish() throws IOException {
    java.nio.file.Files.writeString(file, "{\"id\": 1}\n");
    with(
        obsrv -> {
          Fixtures.publish(obsrv, definition("orders"));
          Fixtures.publish(obsrv, definition("visits").source("feed", Files.jsonLines(file)));
          obsrv.ingestion().awaitCompletion("visits");
        });
    log.list = new CopyOnWriteArrayList<>();
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

  private void with(Consumer<Obsrv> work) {
    try (Obsrv obsrv = Obsrv.open(storage())) {
      work.accept(obsrv);
    }
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(sql.replace("<schema>", schema()))) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status = 'FROZEN' | status | FROZEN | DRAFT, LIVE, RETIRED, ARCHIVED, PURGED",
        "run = 'DRAINING' | run | DRAINING | RUNNING, PAUSED",
        "intent = 'PUBLISH', relocation = 'HALFWAY', relocation_place = 'home' | relocation | HALFWAY | ENTERING, LEAVING"
      })
  void it_keeps_nobody_from_the_others_and_is_told(
      String change, String column, String word, String known) throws SQLException {
    execute("update <schema>.datasets set " + change + " where id = 'orders'");
    String why =
        "Dataset 'orders' cannot be read: its %s in the registry is '%s', written by a newer release; this one knows %s. Use the release that wrote it, or a newer one."
            .formatted(column, word, known);

    with(
        obsrv -> {
          assertThat(obsrv.datasets().list())
              .extracting(Dataset::id)
              .containsExactly(DatasetId.of("visits"));
          assertThat(obsrv.governance().residency("visits").isAsDeclared()).isTrue();
          obsrv.ingestion().awaitCompletion("visits");
          obsrv.datasets().recover();
          assertThat(obsrv.ingestion().ingest("visits", "{\"id\": 2}").accepted()).isEqualTo(1);
          assertThatThrownBy(() -> obsrv.datasets().find("orders"))
              .isInstanceOfSatisfying(
                  NewerReleaseException.class,
                  e -> assertThat(e.code()).isEqualTo(ErrorCode.NEWER_RELEASE))
              .hasMessage(why);
          assertThatThrownBy(() -> obsrv.ingestion().ingest("orders", "{\"id\": 1}"))
              .hasMessage(why);
        });

    assertThat(warnings()).containsExactly("Left out of a list: " + why);
  }

  @Test
  void a_move_that_it_has_no_verb_for_is_left_to_that_release() throws SQLException {
    execute("update <schema>.datasets set intent = 'MERGE' where id = 'orders'");

    with(
        obsrv -> {
          assertThat(obsrv.datasets().list()).hasSize(1);
          assertThatThrownBy(() -> obsrv.datasets().retire("orders"))
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageContaining("its intent in the registry is 'MERGE'");
        });
  }

  @Test
  void what_must_miss_no_dataset_says_which_one_cannot_be_read() throws SQLException {
    execute("update <schema>.datasets set status = 'FROZEN' where id = 'orders'");

    with(
        obsrv -> {
          assertThatThrownBy(() -> obsrv.datasets().exportAll())
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageStartingWith("Dataset 'orders' cannot be read");
          assertThat(obsrv.datasets().export("visits")).contains("visits");
          assertThatThrownBy(() -> obsrv.governance().residency())
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageStartingWith("Dataset 'orders' cannot be read");
          Fixtures.publish(obsrv, definition("shops").kind(Kind.MASTER));
          // It may look up the shops.
          assertThatThrownBy(() -> obsrv.datasets().retire("shops"))
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageStartingWith("Dataset 'orders' cannot be read");
          obsrv.datasets().retire("visits");
          assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
        });
  }

  @Test
  void a_version_or_a_verdict_is_told_with_its_number() throws SQLException {
    execute("update <schema>.reviews set verdict = 'DEFERRED' where dataset = 'orders'");
    with(
        obsrv ->
            assertThatThrownBy(() -> obsrv.datasets().versions("orders"))
                .isInstanceOf(NewerReleaseException.class)
                .hasMessageContaining("its verdict of version 1 in the registry is 'DEFERRED'"));

    execute("update <schema>.versions set status = 'PARKED' where dataset = 'orders'");
    with(
        obsrv -> {
          assertThatThrownBy(() -> obsrv.datasets().version("orders", 1))
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageContaining("its status of version 1 in the registry is 'PARKED'");
          assertThat(obsrv.datasets().versions("visits")).hasSize(1);
        });
  }

  /** Rewrites the last row, as a newer release would have written it. */
  private AuditRow rewrite(String dataset) throws SQLException {
    AuditRow row = rewritten(dataset);
    execute(
        "update <schema>.audit set verb = 'MERGE', hash = ? where dataset = ? and number = ?",
        row.expectedHash(),
        dataset,
        row.number());
    execute(
        "update <schema>.audit_heads set hash = ? where dataset = ?", row.expectedHash(), dataset);
    return row;
  }

  private AuditRow rewritten(String dataset) {
    try (JdbcStorage storage = storage()) {
      List<AuditRow> rows = storage.registry().trail(dataset).rows();
      AuditRow row = rows.get(rows.size() - 1);
      return new AuditRow(
          row.number(),
          row.dataset(),
          row.at(),
          row.actor(),
          "MERGE",
          row.version(),
          row.from(),
          row.to(),
          row.comment(),
          row.previous(),
          "");
    }
  }

  @Test
  void a_move_in_the_audit_trail_is_left_out_among_those_of_all_and_told() throws SQLException {
    AuditRow row = rewrite("orders");

    with(
        obsrv -> {
          assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
          assertThat(obsrv.governance().audit().find(AuditFilter.ALL.verb(Verb.PUBLISH)))
              .extracting(AuditEntry::id)
              .contains(DatasetId.of("visits"));
          assertThat(obsrv.governance().audit().find(AuditFilter.ALL))
              .filteredOn(entry -> entry.id().equals(DatasetId.of("orders")))
              .hasSize((int) row.number() - 1);
          assertThatThrownBy(() -> obsrv.governance().audit().of("orders"))
              .isInstanceOf(NewerReleaseException.class)
              .hasMessageContaining(
                  "its verb of audit row %d in the registry is 'MERGE', written by a newer release"
                      .formatted(row.number()));
        });

    assertThat(warnings()).singleElement().asString().contains("'orders'", "'MERGE'");
  }

  @Test
  void a_move_in_many_audit_trails_is_told_once() throws SQLException {
    AuditRow orders = rewrite("orders");
    AuditRow visits = rewrite("visits");

    with(
        obsrv ->
            assertThat(obsrv.governance().audit().find(AuditFilter.ALL))
                .hasSize((int) (orders.number() + visits.number()) - 2));

    assertThat(warnings()).singleElement().asString().contains("'orders'", "'MERGE'");
  }

  @Test
  void who_asks_for_all_names_is_told_all() throws SQLException {
    execute("update <schema>.datasets set status = 'FROZEN' where id = 'orders'");

    try (JdbcStorage storage = storage()) {
      assertThat(storage.registry().ids())
          .containsExactly(DatasetId.of("orders"), DatasetId.of("visits"));
      assertThat(log.list).isEmpty();

      assertThat(storage.registry().list()).hasSize(1);
      assertThat(warnings()).singleElement().asString().contains("'orders'", "'FROZEN'");
    }
  }

  @Test
  void a_move_that_somebody_made_up_is_no_word_of_a_newer_release() throws SQLException {
    execute("update <schema>.audit set verb = 'MERGE' where dataset = 'orders' and number = 1");

    with(
        obsrv ->
            assertThatThrownBy(() -> obsrv.governance().audit().find(AuditFilter.ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "Audit row 1 of 'orders' cannot be read. Call governance().audit().verify() to see what was changed."));
  }
}
