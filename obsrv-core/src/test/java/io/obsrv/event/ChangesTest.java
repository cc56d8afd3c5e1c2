package io.obsrv.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofHours(1);

  private static Changes appending(
      Set<Integer> repeated, Map<String, Instant> stored, String... keys) {
    DatasetDefinition orders =
        DatasetDefinition.named("orders")
            .schema(
                Schema.parse(
                    "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"string\"}}}"))
            .key("id")
            .dedupWindow(WINDOW)
            .build();
    Layout layout = Layout.of(DatasetVersion.draft(1, orders, "asha", AT));
    List<Candidate> candidates = new ArrayList<>();
    for (String key : keys) {
      Optional<String> known = Optional.of(key).filter(text -> !text.isEmpty());
      candidates.add(new Candidate(candidates.size(), new Row(key), known, Optional.empty(), 1));
    }
    Arrival arrival = new Arrival.Pushed(AT, Optional.empty());
    return Changes.appending(
        new Commit(layout, arrival, candidates, List.of(), List.of()), repeated, stored, AT, 10);
  }

  @Test
  void a_key_is_known_to_the_end_of_the_window_and_not_behind_it() {
    Instant end = AT.minus(WINDOW);

    Changes changes =
        appending(Set.of(), Map.of("a", AT, "b", end, "c", end.minusNanos(1_000)), "a", "b", "c");

    assertThat(changes.duplicates()).containsExactlyInAnyOrder(0, 1);
    assertThat(changes.accepted()).extracting(Placed::sequence).containsExactly(11L);
  }

  @Test
  void a_key_that_was_accepted_at_a_later_time_by_another_clock_is_known() {
    assertThat(appending(Set.of(), Map.of("a", AT.plusSeconds(5)), "a").duplicates())
        .containsExactly(0);
  }

  @Test
  void a_key_that_comes_twice_in_a_batch_is_accepted_once() {
    Changes changes = appending(Set.of(), Map.of(), "a", "b", "a");

    assertThat(changes.duplicates()).containsExactly(2);
    assertThat(changes.accepted()).extracting(Placed::sequence).containsExactly(11L, 12L);
  }

  @Test
  void a_key_of_a_record_whose_envelope_is_known_does_not_stand_in_the_way_of_another() {
    Changes changes = appending(Set.of(0), Map.of(), "a", "a");

    assertThat(changes.duplicates()).containsExactly(0);
    assertThat(changes.accepted()).hasSize(1);
  }

  @Test
  void records_without_a_key_are_never_known() {
    assertThat(appending(Set.of(), Map.of(), "", "").accepted()).hasSize(2);
  }
}
