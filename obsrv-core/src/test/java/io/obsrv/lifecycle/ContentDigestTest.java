package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentDigestTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

  private static SortedMap<String, String> sums(List<? extends ArchiveEntry> entries) {
    ContentDigest digest = new ContentDigest();
    entries.forEach(digest::add);
    return digest.sums();
  }

  private static SortedMap<String, String> reversed(List<? extends ArchiveEntry> entries) {
    List<ArchiveEntry> reversed = new ArrayList<>(entries);
    Collections.reverse(reversed);
    return sums(reversed);
  }

  private static ArchiveEntry row(long sequence, String page) {
    return new ArchiveEntry.Row(
        sequence, AT, 1, "push", Optional.empty(), Map.of("page", JsonText.parse(page)));
  }

  private static ArchiveEntry key(String key) {
    return new ArchiveEntry.Key(key, AT, OptionalLong.empty(), Optional.empty());
  }

  private static ArchiveEntry trail(String actor) {
    return new ArchiveEntry.Trail(
        new QuarantineEntry(1, AT, actor, QuarantineAction.PATCHED, "patched"));
  }

  static List<List<ArchiveEntry>> unordered() {
    return List.of(
        List.of(key("[\"😀\"]"), key("[\"！\"]")),
        List.of(new ArchiveEntry.Claimed("a", "r", 1), new ArchiveEntry.Claimed("b", "r", 1)),
        List.of(
            new ArchiveEntry.NamedBatch("a", AT, Optional.of("{}")),
            new ArchiveEntry.NamedBatch("b", AT, Optional.empty())),
        List.of(
            new ArchiveEntry.TableGroup("t", List.of(JsonText.parse("\"a\"")), "[1]", false),
            new ArchiveEntry.TableGroup("t", List.of(JsonText.parse("\"b\"")), "[1]", false)));
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void the_order_in_which_a_database_sorts_texts_does_not_count(List<ArchiveEntry> entries) {
    assertThat(reversed(entries)).isEqualTo(sums(entries));
  }

  static List<List<ArchiveEntry>> ordered() {
    return List.of(
        List.of(
            new ArchiveEntry.PlacedColumn("a", ColumnType.STRING, Optional.empty()),
            new ArchiveEntry.PlacedColumn("b", ColumnType.STRING, Optional.empty())),
        List.of(trail("asha"), trail("ravi")));
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void an_order_that_is_in_no_entry_counts(List<ArchiveEntry> entries) {
    assertThat(reversed(entries)).isNotEqualTo(sums(entries));
  }

  @Test
  void the_form_in_which_a_database_writes_json_does_not_count() {
    assertThat(sums(List.of(row(1, "{\"id\": 100, \"name\": {\"x\": 1.5, \"y\": 0}}"))))
        .isEqualTo(sums(List.of(row(1, "{\"name\": {\"y\": -0.0, \"x\": 1.50}, \"id\": 1e2}"))));
  }

  @Test
  void an_entry_that_is_lost_doubled_changed_or_another_is_found() {
    List<ArchiveEntry> entries = List.of(key("a"), key("b"), row(1, "[1]"), row(2, "[2]"));

    assertThat(
            List.of(
                sums(entries),
                sums(List.of(key("a"), row(1, "[1]"), row(2, "[2]"))),
                sums(List.of(key("a"), key("a"), row(1, "[1]"), row(2, "[2]"))),
                sums(List.of(key("a"), key("b"), key("b"), row(1, "[1]"), row(2, "[2]"))),
                sums(List.of(key("a"), key("b"), key("b"), key("b"), row(1, "[1]"))),
                sums(List.of(key("a"), key("c"), row(1, "[1]"), row(2, "[2]"))),
                sums(List.of(key("a"), key("b"), row(1, "[2]"), row(2, "[1]"))),
                sums(List.of(key("a"), key("b"), row(1, "[1]"), row(2, "[\"2\"]"))),
                sums(List.of(key("a"), key("b"))),
                sums(List.of(row(1, "[1]"), row(2, "[2]")))))
        .doesNotHaveDuplicates();
  }

  @Test
  void entries_that_are_there_twice_do_not_cancel_each_other_out() {
    assertThat(sums(List.of(key("a"), key("a"), key("c"))))
        .isNotEqualTo(sums(List.of(key("b"), key("b"), key("c"))));
  }
}
