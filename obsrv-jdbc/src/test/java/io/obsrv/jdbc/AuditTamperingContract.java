package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.AuditFinding;
import io.obsrv.dataset.AuditFinding.Fault;
import io.obsrv.governance.AuditReport;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody with access to the database changes the audit trail behind the library's back. */
abstract class AuditTamperingContract {
  private final BareRegistry registry;

  AuditTamperingContract(BareRegistry registry) {
    this.registry = registry;
  }

  @AfterEach
  void give_the_registry_back() {
    registry.end().run();
  }

  private void write() {
    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      for (String id : List.of("orders", "visits")) {
        var datasets = obsrv.as("asha").datasets();
        datasets.create(Fixtures.numbered(id));
        datasets.edit(id, draft -> draft.owner("asha"));
        datasets.submit(id);
        datasets.reject(id, "no tags");
        datasets.edit(id, draft -> draft.tags("shop"));
      }
    }
  }

  private AuditReport verify() {
    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      return obsrv.governance().audit().verify();
    }
  }

  private void assertFound(Fault fault, long... numbers) {
    AuditReport report = verify();
    assertThat(report.isIntact()).isFalse();
    assertThat(report.findings()).extracting(AuditFinding::name).containsOnly("orders");
    assertThat(report.findings()).extracting(AuditFinding::fault).containsOnly(fault);
    assertThat(report.findings().stream().mapToLong(AuditFinding::number))
        .containsExactly(Arrays.stream(numbers).boxed().toArray(Long[]::new));
  }

  @Test
  void an_untouched_trail_is_intact_and_tells_where_it_ends() {
    write();

    AuditReport report = verify();

    assertThat(report.isIntact()).isTrue();
    assertThat(report.rows()).isEqualTo(10);
    assertThat(report.heads().keySet()).containsExactly("orders", "visits");
    assertThat(report.heads().get("orders").number()).isEqualTo(5);
    assertThat(report).hasToString("10 audit rows of 2 names, as they were written");
  }

  @Test
  void a_change_of_any_field_is_found() throws SQLException {
    write();
    for (String change :
        List.of(
            "at = at + interval '1' day",
            "actor = 'mallory'",
            "verb = 'APPROVE'",
            "verb = 'nonsense'",
            "version = 7",
            "version = null",
            "from_status = 'LIVE'",
            "to_status = 'LIVE'",
            "comment = 'fine'",
            "previous = 'x'",
            "hash = 'x'")) {
      registry.execute(
          "create table <schema>.kept as select * from <schema>.audit",
          "update <schema>.audit set " + change + " where dataset = 'orders' and number = 4");

      assertFound(Fault.CHANGED, 4);

      String columns = "at, actor, verb, version, from_status, to_status, comment, previous, hash";
      registry.execute(
          "update <schema>.audit a set (%s) = (select %s from <schema>.kept k where k.entry = a.entry)"
              .formatted(columns, columns),
          "drop table <schema>.kept");
      assertThat(verify().isIntact()).as("restored after " + change).isTrue();
    }
  }

  @Test
  void a_missing_row_in_the_middle_is_found() throws SQLException {
    write();
    registry.execute("delete from <schema>.audit where dataset = 'orders' and number = 3");
    assertFound(Fault.MISSING, 3);
  }

  @Test
  void a_missing_last_row_is_found() throws SQLException {
    write();
    registry.execute("delete from <schema>.audit where dataset = 'orders' and number = 5");
    assertFound(Fault.MISSING, 5);
  }

  @Test
  void a_swapped_pair_is_found() throws SQLException {
    write();
    registry.execute(
        "update <schema>.audit set number = 5 - number where dataset = 'orders' and number in (2, 3)");
    assertFound(Fault.CHANGED, 2, 3);
  }

  @Test
  void inserted_rows_are_found() throws SQLException {
    write();
    String copy =
        """
        insert into <schema>.audit (dataset, at, actor, verb, version, from_status, to_status,
          comment, number, previous, hash)
        select dataset, at, 'mallory', verb, version, from_status, to_status, comment,
          number + %d, previous, hash
        from <schema>.audit where dataset = 'orders' and number = 3
        """;
    registry.execute(copy.formatted(0), copy.formatted(10), copy.formatted(-10));
    assertFound(Fault.UNEXPECTED, -7, 3, 13);
  }

  @Test
  void a_row_that_was_given_to_another_name_is_missed_here_and_unexpected_there()
      throws SQLException {
    write();
    registry.execute(
        "update <schema>.audit set dataset = '../x' where dataset = 'orders' and number = 5");

    assertThat(verify().findings())
        .extracting(AuditFinding::toString)
        .containsExactly(
            "'../x': the head of the trail is missing",
            "'../x': rows 1 to 4 are missing",
            "'../x': row 5 is not what was written",
            "'orders': row 5 is missing");
  }

  @Test
  void a_trail_that_is_gone_with_its_head_is_missed_while_the_dataset_is_there()
      throws SQLException {
    write();
    registry.execute(
        "delete from <schema>.audit where dataset = 'orders'",
        "delete from <schema>.audit_heads where dataset = 'orders'");

    assertThat(verify().findings())
        .containsExactly(
            new AuditFinding(
                "orders", 0, Fault.MISSING, "the dataset is there, its trail is missing"));
  }

  @Test
  void a_trail_that_is_gone_with_its_head_is_missed_while_the_alias_is_there() throws SQLException {
    write();
    try (Obsrv obsrv = Obsrv.open(registry.open())) {
      obsrv.as("asha").datasets().alias("sales", "orders");
    }
    registry.execute(
        "delete from <schema>.audit where dataset = 'sales'",
        "delete from <schema>.audit_heads where dataset = 'sales'");

    assertThat(verify().findings())
        .containsExactly(
            new AuditFinding(
                "sales", 0, Fault.MISSING, "the alias is there, its trail is missing"));
  }
}
