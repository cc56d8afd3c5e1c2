package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.file.Files;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.Review;
import io.obsrv.dataset.Verb;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that was written by the first release. */
abstract class RegistryUpgradeContract {
  private static final DatasetDefinition ORDERS = Fixtures.numbered("orders").build();
  private static final String AT = "timestamp with time zone '2026-01-02 03:04:05.000006+00:00'";

  private final BareRegistry registry;

  RegistryUpgradeContract(BareRegistry registry) {
    this.registry = registry;
  }

  @AfterEach
  void give_the_registry_back() {
    registry.end().run();
  }

  @BeforeEach
  void make_the_tables_of_the_first_release() throws SQLException {
    registry.execute(
        "create schema if not exists <schema>",
        "create table <schema>._schema (version integer not null)",
        "insert into <schema>._schema (version) values (1)");
    registry.execute(Scripts.registry(registry.dialect()).versions().get(0).toArray(String[]::new));
  }

  private static String audit(String dataset, String verb, String from) {
    return """
        insert into <schema>.audit
          (dataset, at, actor, verb, version, from_status, to_status, comment)
        values ('%s', %s, 'Ünal', '%s', 2, '%s', '', 'why "not"')
        """
        .formatted(dataset, AT, verb, from);
  }

  private static String version(int number, String status, String reviewer) {
    return """
        insert into <schema>.versions (dataset, number, status, definition, content_hash, author,
          created_at, reviewer, reviewed_at, review)
        values ('orders', %d, '%s', '%s', '%s', 'asha', %s, %s, %s, 'words')
        """
        .formatted(
            number,
            status,
            DefinitionJson.write(ORDERS),
            DefinitionJson.contentHash(ORDERS),
            AT,
            reviewer,
            AT);
  }

  @Test
  void has_its_audit_rows_chained_when_it_is_opened() throws SQLException {
    registry.execute(
        audit("orders", "CREATE", ""), audit("visits", "CREATE", ""), audit("orders", "EDIT", ""));

    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      assertThat(obsrv.governance().audit().verify())
          .hasToString("3 audit rows of 2 names, as they were written");
    }
    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      obsrv.datasets().create(ORDERS);
      assertThat(obsrv.governance().audit("orders"))
          .extracting(entry -> entry.verb())
          .containsExactly(Verb.CREATE, Verb.EDIT, Verb.CREATE);
      assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
    }
  }

  @Test
  void has_the_last_words_of_reviewers_kept_with_their_verdicts() throws SQLException {
    registry.execute(
        version(1, "SUPERSEDED", "'ravi'"),
        version(2, "DISCARDED", "'ravi'"),
        version(3, "DISCARDED", "'ravi'"),
        version(4, "LIVE", "'ravi'"),
        version(5, "DRAFT", "'ravi'"),
        version(6, "DRAFT", "null"),
        audit("orders", "DISCARD", "APPROVED"));

    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      assertThat(obsrv.datasets().versions("orders"))
          .extracting(v -> v.number() + " " + v.review().map(Review::verdict).orElse(null))
          .containsExactly(
              "1 APPROVED", "2 APPROVED", "3 REJECTED", "4 APPROVED", "5 REJECTED", "6 null");
      Review review = obsrv.datasets().version("orders", 1).review().orElseThrow();
      assertThat(review.reviewer()).isEqualTo("ravi");
      assertThat(review.comment()).isEqualTo("words");
      assertThat(review.at()).isEqualTo("2026-01-02T03:04:05.000006Z");
    }
  }

  @Test
  void has_the_datasets_noted_that_have_connectors() throws SQLException {
    String fed =
        DefinitionJson.write(
            ORDERS.toBuilder().source("feed", Files.jsonLines(Path.of("orders.jsonl"))).build());
    registry.execute(
        version(1, "LIVE", "'ravi'"),
        "insert into <schema>.datasets (id, status, revision, last_version, live, created_at)"
            + " values ('orders', 'LIVE', 1, 1, 1, "
            + AT
            + ")");
    try (JdbcStorage storage = registry.open()) {
      assertThat(storage.registry().connected()).isEmpty();
    }
    registry.execute(
        "delete from <schema>._schema where version > 3",
        "update <schema>.versions set definition = '" + fed + "'");

    try (JdbcStorage storage = registry.open()) {
      assertThat(storage.registry().connected())
          .extracting(dataset -> dataset.id().value())
          .containsExactly("orders");
    }
  }

  @Test
  void is_upgraded_again_where_that_was_broken_off() throws SQLException {
    registry.execute(audit("orders", "CREATE", ""), version(1, "LIVE", "'ravi'"));
    registry.open().close();
    registry.execute("delete from <schema>._schema where version > 1");

    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      assertThat(obsrv.governance().audit().verify().isIntact()).isTrue();
      assertThat(obsrv.datasets().version("orders", 1).reviews()).hasSize(1);
    }
  }
}
