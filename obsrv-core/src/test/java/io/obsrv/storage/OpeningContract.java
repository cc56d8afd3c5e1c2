package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.connector.file.Files;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which datasets a registry names as those that are to be seen to when the library is opened. */
public abstract class OpeningContract extends StorageContract {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Registry registry() {
    return storage.registry();
  }

  private static DefinitionBuilder plain(String id) {
    return Quakes.named(id);
  }

  private static DefinitionBuilder fed(String id) {
    return plain(id).source("feed", Files.jsonLines(Path.of("feed.jsonl")));
  }

  private Dataset declared(DefinitionBuilder definition) {
    DatasetVersion version = DatasetVersion.draft(1, definition.build(), "asha", NOW);
    Dataset dataset = Dataset.declared(version.id(), NOW);
    apply(Optional.empty(), dataset, List.of(version));
    return dataset;
  }

  private Dataset published(DefinitionBuilder definition) {
    Dataset declared = declared(definition);
    return published(declared, 1, definition);
  }

  private Dataset published(Dataset before, int number, DefinitionBuilder definition) {
    Dataset drafted = before.withDraft(OptionalInt.of(number));
    DatasetVersion draft = DatasetVersion.draft(number, definition.build(), "asha", NOW);
    apply(Optional.of(before), drafted, List.of(draft));
    Dataset live = drafted.published();
    apply(Optional.of(drafted), live, List.of(draft.withStatus(VersionStatus.LIVE)));
    return live;
  }

  private void apply(Optional<Dataset> before, Dataset after, List<DatasetVersion> versions) {
    AuditEntry entry =
        new AuditEntry(after.id(), NOW, "asha", Verb.EDIT, OptionalInt.empty(), "", "", "");
    registry().apply(new Change(before, Optional.of(after), versions, entry));
  }

  private List<String> connected() {
    return registry().connected().stream().map(Dataset::id).map(DatasetId::value).toList();
  }

  @Test
  void live_ones_that_have_connectors_in_the_order_of_their_names() {
    published(fed("b"));
    published(plain("c").destination("out", Files.jsonLinesTo(Path.of("out"))));
    Dataset first = published(fed("a"));
    published(plain("plain"));
    declared(fed("draft"));
    reopenStorage();

    assertThat(connected()).containsExactly("a", "b", "c");
    assertThat(registry().connected()).contains(first);
  }

  @Test
  void by_what_the_live_version_says_and_not_the_draft() {
    Dataset a = published(fed("a"));
    Dataset b = published(plain("b"));
    DatasetVersion draft = DatasetVersion.draft(2, fed("b").build(), "asha", NOW);
    Dataset drafted = b.withDraft(OptionalInt.of(2));
    apply(Optional.of(b), drafted, List.of(draft));
    assertThat(connected()).containsExactly("a");

    published(a, 2, plain("a"));
    Dataset live = drafted.published();
    apply(Optional.of(drafted), live, List.of(draft.withStatus(VersionStatus.LIVE)));

    assertThat(connected()).containsExactly("b");
  }

  @Test
  void none_that_is_retired_until_it_is_reinstated() {
    Dataset live = published(fed("a"));
    Dataset retired = live.withStatus(DatasetStatus.RETIRED);
    apply(Optional.of(live), retired, List.of());
    assertThat(connected()).isEmpty();

    apply(Optional.of(retired), retired.withStatus(DatasetStatus.LIVE), List.of());

    assertThat(connected()).containsExactly("a");
  }

  @Test
  void those_of_which_a_move_is_not_finished() {
    Dataset live = published(plain("a"));
    published(plain("b"));
    assertThat(registry().unfinished()).isEmpty();
    Dataset begun = live.begun(new Intent(Verb.RETIRE, ""));
    apply(Optional.of(live), begun, List.of());

    assertThat(registry().unfinished()).containsExactly(begun);

    apply(Optional.of(begun), begun.withIntentEnded(), List.of());
    assertThat(registry().unfinished()).isEmpty();
  }
}
