package io.obsrv.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.AuditFinding.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");
  private static final List<AuditRow> ROWS = rows(5);
  private static final Optional<AuditHead> HEAD = Optional.of(ROWS.get(4).head());

  private static List<AuditRow> rows(int count) {
    List<AuditRow> rows = new ArrayList<>();
    AuditHead head = AuditHead.NONE;
    for (int i = 1; i <= count; i++) {
      rows.add(AuditRow.following(head, entry("comment " + i)));
      head = rows.get(i - 1).head();
    }
    return rows;
  }

  private static AuditEntry entry(String comment) {
    return new AuditEntry(
        DatasetId.of("orders"),
        AT,
        "asha",
        Verb.EDIT,
        OptionalInt.of(1),
        "DRAFT",
        "DRAFT",
        comment);
  }

  private static AuditRow withActor(AuditRow row, String actor) {
    return new AuditRow(
        row.number(),
        row.dataset(),
        row.at(),
        actor,
        row.verb(),
        row.version(),
        row.from(),
        row.to(),
        row.comment(),
        row.previous(),
        row.hash());
  }

  private static List<AuditFinding> findings(List<AuditRow> rows) {
    return new AuditTrail("orders", rows, HEAD).findings();
  }

  private static List<AuditRow> without(int... positions) {
    List<AuditRow> rows = new ArrayList<>(ROWS);
    for (int i = positions.length - 1; i >= 0; i--) {
      rows.remove(positions[i]);
    }
    return rows;
  }

  private static AuditFinding found(long number, Fault fault, String message) {
    return new AuditFinding("orders", number, fault, message);
  }

  @Test
  void a_trail_as_it_was_written_has_no_findings() {
    assertThat(findings(ROWS)).isEmpty();
    assertThat(new AuditTrail("orders", List.of(), Optional.empty()).findings()).isEmpty();
  }

  @Test
  void hashes_are_those_of_the_documented_text() {
    // printf '%s' '[1,"orders",…]' | sha256sum
    assertThat(ROWS.get(0).hash())
        .isEqualTo("333154c3f0e1bb3823e1bca7e757b376669749b43b73d48c99ef6ec0d74a3f88");
    assertThat(
            new AuditRow(
                    2, "a", AT, "b", "RETIRE", OptionalInt.empty(), "c", "d", "e \"f\"", "00", "")
                .expectedHash())
        .isEqualTo("ec5da2cabed7091b776940049ef622fa55ffeb1b2a04d6b60f72ebb86c5d5e9c");
  }

  @Test
  void a_changed_row_is_named() {
    List<AuditRow> rows = new ArrayList<>(ROWS);
    rows.set(2, withActor(rows.get(2), "mallory"));

    assertThat(findings(rows))
        .containsExactly(found(3, Fault.CHANGED, "row 3 is not what was written"));
  }

  @Test
  void a_row_that_was_written_anew_does_not_fit_the_one_behind_it() {
    List<AuditRow> rows = new ArrayList<>(ROWS);
    rows.set(2, withActor(rows.get(2), "mallory").following(rows.get(1).head()));

    assertThat(findings(rows))
        .containsExactly(
            found(4, Fault.CHANGED, "row 4 was not written after row 3 as that is now"));
  }

  @Test
  void a_last_row_that_was_written_anew_does_not_fit_the_head() {
    List<AuditRow> rows = new ArrayList<>(ROWS);
    rows.set(4, withActor(rows.get(4), "mallory").following(rows.get(3).head()));

    assertThat(findings(rows))
        .containsExactly(found(5, Fault.CHANGED, "row 5 is not the one the trail ended with"));
  }

  @Test
  void missing_rows_are_named_wherever_they_were() {
    assertThat(findings(without(0))).containsExactly(found(1, Fault.MISSING, "row 1 is missing"));
    assertThat(findings(without(2))).containsExactly(found(3, Fault.MISSING, "row 3 is missing"));
    assertThat(findings(without(1, 2)))
        .containsExactly(found(2, Fault.MISSING, "rows 2 to 3 are missing"));
    assertThat(findings(without(4))).containsExactly(found(5, Fault.MISSING, "row 5 is missing"));
    assertThat(findings(List.of()))
        .containsExactly(found(1, Fault.MISSING, "rows 1 to 5 are missing"));
  }

  @Test
  void a_missing_head_is_named() {
    assertThat(new AuditTrail("orders", ROWS, Optional.empty()).findings())
        .containsExactly(found(0, Fault.MISSING, "the head of the trail is missing"));
  }

  @Test
  void inserted_rows_are_named() {
    List<AuditRow> rows = new ArrayList<>(ROWS);
    rows.add(AuditRow.following(ROWS.get(1).head(), entry("smuggled in")));
    rows.add(AuditRow.following(ROWS.get(4).head(), entry("appended")));
    rows.add(AuditRow.following(new AuditHead(-8, ""), entry("before")));
    rows.add(AuditRow.following(new AuditHead(1L << 40, ""), entry("far away")));

    assertThat(findings(rows))
        .containsExactly(
            found(-7, Fault.UNEXPECTED, "row -7 was never written"),
            found(3, Fault.UNEXPECTED, "row 3 is there 2 times, was written once"),
            found(6, Fault.UNEXPECTED, "row 6 was never written"),
            found((1L << 40) + 1, Fault.UNEXPECTED, "row 1099511627777 was never written"));
  }

  @Test
  void a_head_that_was_moved_far_away_is_one_finding() {
    AuditHead far = new AuditHead(Long.MAX_VALUE, "00");

    assertThat(new AuditTrail("orders", ROWS, Optional.of(far)).findings())
        .containsExactly(found(6, Fault.MISSING, "rows 6 to 9223372036854775807 are missing"));
  }

  @Test
  void rows_of_other_places_are_named() {
    AuditRow second = ROWS.get(1);
    AuditRow third = ROWS.get(2);
    List<AuditRow> rows = new ArrayList<>(ROWS);
    rows.set(1, numbered(third, 2));
    rows.set(2, numbered(second, 3));

    assertThat(findings(rows))
        .containsExactly(
            found(2, Fault.CHANGED, "row 2 is not what was written"),
            found(3, Fault.CHANGED, "row 3 is not what was written"));
  }

  private static AuditRow numbered(AuditRow row, long number) {
    return new AuditRow(
        number,
        row.dataset(),
        row.at(),
        row.actor(),
        row.verb(),
        row.version(),
        row.from(),
        row.to(),
        row.comment(),
        row.previous(),
        row.hash());
  }
}
