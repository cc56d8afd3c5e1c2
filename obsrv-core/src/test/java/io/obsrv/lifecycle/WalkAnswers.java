package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Obsrv;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Counters;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds answers to queries against the model: rows, a table of them, and what was counted.
 *
 * @param obsrv the library
 * @param state what is expected
 */
record WalkAnswers(Obsrv obsrv, WalkState state) {

  void check(String id, String subject) {
    WalkDataset expected = state.named(id);
    if (expected == null || expected.live == null || expected.status.equals("ARCHIVED")) {
      boolean isDraft = expected != null && expected.status.equals("DRAFT");
      assertThatThrownBy(() -> rows(id))
          .as(subject)
          .isInstanceOfSatisfying(
              ObsrvException.class,
              e ->
                  assertThat(e.code())
                      .isEqualTo(isDraft ? ErrorCode.QUERY_REFUSED : ErrorCode.NOT_FOUND));
      return;
    }
    WalkForm form = expected.liveVersion().form();
    assertThat(rows(id)).as("rows of %s", subject).isEqualTo(rows(expected, form));
    if (form.table()) {
      assertThat(obsrv.tables().rows(id, WalkForm.TABLE).rows())
          .as("table of %s", subject)
          .containsExactlyInAnyOrderElementsOf(grades(expected));
    }
    Counters counters = obsrv.monitor().stats(id).counters();
    assertThat(List.of(counters.accepted(), counters.duplicates(), counters.quarantined()))
        .as("counters of %s", subject)
        .containsExactly((long) expected.rows.size(), expected.duplicates, expected.quarantined);
  }

  private List<Row> rows(String id) {
    Query query = Query.from(id).select("id", "size", "grade").orderBy("id");
    return obsrv.queries().run(id, query).rows();
  }

  private static List<Row> rows(WalkDataset dataset, WalkForm form) {
    return dataset.rows.values().stream()
        .map(row -> new Row(row.id(), row.size(form), row.grade()))
        .toList();
  }

  private static List<Row> grades(WalkDataset dataset) {
    SortedMap<@Nullable String, List<Long>> ids = new TreeMap<>();
    dataset
        .rows
        .values()
        .forEach(row -> ids.computeIfAbsent(row.grade(), grade -> new ArrayList<>()).add(row.id()));
    return ids.entrySet().stream()
        .map(e -> new Row(e.getKey(), (long) e.getValue().size(), Collections.max(e.getValue())))
        .toList();
  }
}
