package io.obsrv.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.schema.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final Instant NOW = Instant.parse("2018-02-06T00:00:00Z");

  private static final DatasetVersion VERSION =
      DatasetVersion.draft(
          1,
          DatasetDefinition.named("orders")
              .schema(
                  Schema.parse(
                      "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}}}"))
              .build(),
          "asha",
          NOW);

  private static Dataset dataset(DatasetStatus status) {
    return Dataset.declared(DatasetId.of("orders"), NOW).withStatus(status);
  }

  private static Transition find(Verb verb, DatasetStatus dataset, VersionStatus version) {
    return Transitions.find(
        verb, dataset(dataset), Optional.ofNullable(version).map(VERSION::withStatus));
  }

  @Test
  void a_state_and_a_verb_lead_to_one_state() {
    List<List<Object>> keys =
        Transitions.ALL.stream()
            .map(move -> List.<Object>of(move.verb(), move.dataset(), move.version()))
            .toList();
    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void every_verb_has_a_move_and_every_status_is_reached() {
    // Aliases are names beside datasets, none of which moves.
    assertThat(EnumSet.allOf(Verb.class).stream().filter(verb -> verb != Verb.ALIAS))
        .allSatisfy(
            verb -> assertThat(Transitions.ALL).extracting(Transition::verb).contains(verb));
    Set<DatasetStatus> reached =
        Transitions.ALL.stream()
            .flatMap(m -> m.datasetAfter().stream())
            .collect(Collectors.toSet());
    assertThat(reached).containsExactlyInAnyOrder(DatasetStatus.values());
    Set<VersionStatus> versions =
        Transitions.ALL.stream()
            .flatMap(m -> m.versionAfter().stream())
            .collect(Collectors.toSet());
    // Superseded is what publication makes of the version before, which is not the one that moves.
    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(VersionStatus.SUPERSEDED)));
  }

  @Test
  void a_version_is_published_only_when_approved_and_approved_only_when_in_review() {
    assertThat(Transitions.ALL)
        .filteredOn(move -> move.verb() == Verb.PUBLISH)
        .extracting(Transition::version)
        .containsOnly(Optional.of(VersionStatus.APPROVED));
    assertThat(Transitions.ALL)
        .filteredOn(move -> move.verb() == Verb.APPROVE)
        .extracting(Transition::version)
        .containsOnly(Optional.of(VersionStatus.IN_REVIEW));
  }

  @Test
  void nothing_leads_on_from_a_version_that_was_left_behind() {
    for (Verb verb : Verb.values()) {
      for (VersionStatus ended :
          new VersionStatus[] {VersionStatus.SUPERSEDED, VersionStatus.DISCARDED}) {
        assertThat(Transitions.ALL)
            .noneMatch(move -> move.verb() == verb && move.version().equals(Optional.of(ended)));
      }
    }
  }

  @Test
  void a_move_is_found_by_what_it_needs() {
    assertThat(find(Verb.SUBMIT, DatasetStatus.DRAFT, VersionStatus.DRAFT).versionAfter())
        .contains(VersionStatus.IN_REVIEW);
    assertThat(find(Verb.EDIT, DatasetStatus.LIVE, null).versionAfter())
        .contains(VersionStatus.DRAFT);
    assertThat(find(Verb.PUBLISH, DatasetStatus.LIVE, VersionStatus.APPROVED).datasetAfter())
        .contains(DatasetStatus.LIVE);
  }

  @Test
  void a_dataset_is_retired_whatever_its_draft() {
    Arrays.stream(VersionStatus.values())
        .forEach(
            status ->
                assertThat(find(Verb.RETIRE, DatasetStatus.LIVE, status).datasetAfter())
                    .contains(DatasetStatus.RETIRED));
    assertThat(find(Verb.RETIRE, DatasetStatus.LIVE, null).versionAfter()).isEmpty();
  }

  @Test
  void a_move_that_there_is_not_is_refused_with_what_it_needs() {
    assertThatThrownBy(() -> find(Verb.PUBLISH, DatasetStatus.DRAFT, VersionStatus.DRAFT))
        .isInstanceOfSatisfying(
            IllegalMoveException.class,
            e -> {
              assertThat(e.id()).isEqualTo(DatasetId.of("orders"));
              assertThat(e.verb()).isEqualTo(Verb.PUBLISH);
            })
        .hasMessage(
            "Cannot publish dataset 'orders': version 1 is DRAFT, publish needs a version that is APPROVED.");
    assertThatThrownBy(() -> find(Verb.REINSTATE, DatasetStatus.LIVE, null))
        .hasMessage(
            "Cannot reinstate dataset 'orders': it is LIVE, reinstate needs a dataset that is RETIRED.");
  }
}
