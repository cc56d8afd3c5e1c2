package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Kind;
import io.obsrv.error.InvalidException;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Claim;
import io.obsrv.event.Commit;
import io.obsrv.event.CommitResult;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import io.obsrv.event.ConnectorRun;
import io.obsrv.event.Counters;
import io.obsrv.event.Delivery;
import io.obsrv.event.Form;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.RunState;
import io.obsrv.event.StoredChange;
import io.obsrv.event.StoredRow;
import io.obsrv.schema.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link io.obsrv.event.ArchiveStore} must do with whole datasets. */
public abstract class ArchiveContract extends StorageContract {
  private static final String DAY = "2026-03-01";

  private final Storage memory = MemoryStorage.create(clock);

  /** A dataset that has something of everything, and takes no records any more. */
  private Layout filled() {
    Layout layout = live(Quakes.layout("quakes"));
    committed(
        Batch.under(layout)
            .row(Quakes.full("a", true, DAY, "[\"x\", {\"y\": 1.50}]"), "{\"more\":1}")
            .claiming(Quakes.row("b", null, 6.5, DAY + "T10:00:00Z"), "one_b", "b")
            .warned(Quakes.row("c", "ä\u2028", null, null), "likely")
            .rejected(RejectionCode.WRONG_TYPE, "{\"id\": 1}")
            .rejected(RejectionCode.CONSTRAINT, "{\"id\": 2}")
            .rejected(RejectionCode.CONSTRAINT, "{\"id\": 3}")
            .named("first")
            .commit());
    committed(
        Batch.under(layout)
            .row(Quakes.row("d", "Fiji", 1.0, 7L, "10.250", DAY + "T23:30:00Z"))
            .row(Quakes.row("a", "again", null, null))
            .envelope("letter", 2)
            .unopened("[")
            .progress("feed", "0", null, "12")
            .commit());
    var first = quarantined(layout.id(), 0, 1).get(0);
    storage.quarantine().patch(layout.id(), first, "{}".getBytes(StandardCharsets.UTF_8), "ravi");
    storage
        .quarantine()
        .remove(layout.id(), List.of(3L), QuarantineAction.DISCARDED, "ravi", "useless");
    storage
        .connectors()
        .deliver(layout.id(), "out", Delivery.NONE, new Delivery(2, 1), Optional.empty());
    storage
        .connectors()
        .put(
            layout.id(),
            "source/feed",
            new ConnectorRun(RunState.FAILED, Optional.of("gone"), TestClock.BEGIN),
            "one");
    storage
        .connectors()
        .put(
            layout.id(),
            new ConnectorRun(RunState.STOPPED, Optional.empty(), TestClock.BEGIN),
            told("source/other", ConnectorAction.STOPPED));
    storage
        .connectors()
        .reset(
            layout.id(),
            "feed",
            "1",
            Optional.of(new Checkpoint("5")),
            told("source/feed", ConnectorAction.RESET));
    storage
        .connectors()
        .put(
            layout.id(),
            new ConnectorRun(RunState.RUNNING, Optional.empty(), TestClock.BEGIN),
            told("source/other", ConnectorAction.STARTED));
    data().admit(layout, false);
    return layout;
  }

  private static ConnectorEntry told(String connector, ConnectorAction action) {
    return new ConnectorEntry(connector, TestClock.BEGIN, "asha", action, "why");
  }

  private List<String> lines(Layout layout) {
    return Dumps.lines(storage, layout);
  }

  /** Takes the dataset out, through memory, and puts it back. */
  private void archiveAndRestore(Layout layout) {
    List<String> lines = Dumps.through(memory, layout, lines(layout));
    storage.archives().drop(layout.id());
    Dumps.restore(storage, layout, lines);
    reopenStorage();
  }

  @Test
  void a_dump_has_every_part_in_order() {
    Layout layout = filled();
    List<String> parts = new ArrayList<>();

    storage.archives().dump(layout, entry -> parts.add(entry.part()));

    assertThat(parts)
        .isSortedAccordingTo(
            (a, b) -> ArchiveEntry.PARTS.indexOf(a) - ArchiveEntry.PARTS.indexOf(b));
    List<String> expected = new ArrayList<>(ArchiveEntry.PARTS);
    List<String> elsewhere = List.of("removals", "floors");
    expected.removeAll(elsewhere);
    assertThat(parts)
        .containsOnlyOnce("control")
        .containsAll(expected)
        .doesNotContainAnyElementsOf(elsewhere);
  }

  @Test
  void a_restored_dataset_has_the_same_dump_wherever_it_was_meanwhile() {
    Layout layout = filled();
    List<String> lines = lines(layout);

    assertThat(Dumps.through(memory, layout, lines)).isEqualTo(lines);
    assertThat(Dumps.through(storage, layout, lines)).isEqualTo(lines);
    assertThat(Dumps.through(storage, layout, lines)).as("once more").isEqualTo(lines);
  }

  @Test
  void a_restored_dataset_is_as_it_was() {
    Layout layout = filled();
    List<StoredRow> rows = stored(layout);
    Counters counters = data().counters(layout.id());
    List<StoredChange> changes = storage.connectors().changes(layout, 0, 100);
    List<QuarantineEntry> trail = storage.quarantine().trail(layout.id(), 1);

    archiveAndRestore(layout);

    assertThat(stored(layout)).isEqualTo(rows).hasSize(4);
    assertThat(data().counters(layout.id())).isEqualTo(counters);
    assertTablesEqualRows(layout);
    assertThat(storage.connectors().changes(layout, 0, 100)).isEqualTo(changes);
    assertThat(storage.quarantine().trail(layout.id(), 1)).isEqualTo(trail).hasSize(2);
    assertThat(quarantined(layout.id(), 0, 10))
        .extracting(record -> new String(record.raw(), StandardCharsets.UTF_8))
        .containsExactly("{}", "{\"id\": 2}", "[");
    assertThat(quarantined(layout.id(), 3, 10))
        .extracting(QuarantinedEvent::form)
        .containsExactly(Form.ENVELOPE);
    assertThat(data().checkpoint(layout.id(), "feed", "0")).contains(new Checkpoint("12"));
    assertThat(data().checkpoint(layout.id(), "feed", "1")).contains(new Checkpoint("5"));
    assertThat(storage.connectors().delivery(layout.id(), "out")).isEqualTo(new Delivery(2, 1));
    assertThat(storage.connectors().run(layout.id(), "source/feed").orElseThrow().error())
        .contains("gone");
    assertThat(storage.connectors().trail(layout.id(), "source/feed"))
        .containsExactly(told("source/feed", ConnectorAction.RESET));
    assertThat(storage.connectors().trail(layout.id(), "source/other"))
        .containsExactly(
            told("source/other", ConnectorAction.STOPPED),
            told("source/other", ConnectorAction.STARTED));
  }

  @Test
  void a_restored_dataset_takes_no_records_until_it_is_told_to_and_then_goes_on() {
    Layout layout = filled();

    archiveAndRestore(layout);

    assertThat(data().commit(Batch.of(layout, Quakes.row("e", null, null, null))))
        .isInstanceOf(CommitResult.Refused.class);
    data().admit(layout, true);
    clock.advance(Duration.ofMinutes(1));
    assertThat(
            data()
                .commit(
                    Batch.under(layout)
                        .row(Quakes.row("z", null, null, null))
                        .named("first")
                        .commit()))
        .isInstanceOfSatisfying(
            CommitResult.Repeated.class,
            repeated -> assertThat(repeated.first().quarantined()).isEqualTo(3));
    assertThat(
            data()
                .commit(
                    Batch.under(layout)
                        .claiming(Quakes.row("f", null, null, null), "one_b", "b")
                        .commit()))
        .isEqualTo(
            new CommitResult.Conflicting(
                List.of(new CommitResult.Conflict(0, new Claim("one_b", "b")))));
    CommitResult.Committed result =
        committed(
            Batch.under(layout)
                .row(Quakes.row("a", null, null, null))
                .row(Quakes.row("g", null, 5.0, null))
                .row(Quakes.row("h", null, null, null))
                .envelope("letter", 1)
                .rejected(RejectionCode.WRONG_TYPE, "{\"id\": 4}")
                .progress("feed", "0", "12", "13")
                .commit());
    assertThat(result.duplicates()).containsExactlyInAnyOrder(0, 2);
    assertThat(result.quarantineIds()).containsEntry(3, 5L);
    assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertTablesEqualRows(layout);
    assertThat(data().counters(layout.id()).causes())
        .containsEntry("WRONG_TYPE", 2L)
        .containsEntry("CONSTRAINT", 2L);
  }

  @Test
  void a_dataset_with_a_row_per_key_remembers_what_it_removed() {
    Layout layout = live(Quakes.layout(1, Quakes.named("quakes").kind(Kind.TRANSACTION)));
    committed(
        Batch.under(layout)
            .row(Quakes.row("a", "Fiji", 5.0, DAY + "T10:00:00Z"))
            .row(Quakes.row("b", "Fiji", 6.0, DAY + "T10:00:00Z"))
            .commit());
    committed(
        Batch.under(layout).removal(Quakes.row("a", null, null, DAY + "T11:00:00Z")).commit());
    data().admit(layout, false);
    List<String> lines = lines(layout);
    List<StoredChange> changes = storage.connectors().changes(layout, 0, 10);

    archiveAndRestore(layout);

    assertThat(lines(layout)).isEqualTo(lines);
    assertThat(storage.connectors().changes(layout, 0, 10)).isEqualTo(changes).hasSize(2);
    data().admit(layout, true);
    CommitResult.Committed result =
        committed(
            Batch.under(layout)
                .row(Quakes.row("a", "older", 1.0, DAY + "T10:30:00Z"))
                .row(Quakes.row("b", "newer", 7.0, DAY + "T10:30:00Z"))
                .commit());
    assertThat(result.duplicates()).containsExactly(0);
    assertThat(stored(layout)).extracting(StoredRow::sequence).containsExactly(4L);
    assertTablesEqualRows(layout);
  }

  @Test
  void a_value_that_two_rows_share_is_taken_until_the_last_one_goes() {
    Layout layout = live(Quakes.layout(1, Quakes.named("quakes").kind(Kind.MASTER)));
    committed(
        Batch.under(layout).claiming(Quakes.row("a", null, null, null), "one_b", "b").commit());
    committed(
        Batch.under(layout).sharing(Quakes.row("b", null, null, null), "one_b", "b").commit());
    data().admit(layout, false);
    List<String> lines = lines(layout);

    archiveAndRestore(layout);

    assertThat(lines(layout)).isEqualTo(lines).filteredOn(l -> l.startsWith("claims ")).hasSize(2);
    data().admit(layout, true);
    Commit another =
        Batch.under(layout).claiming(Quakes.row("c", null, null, null), "one_b", "b").commit();
    committed(Batch.under(layout).removal(Quakes.row("a", null, null, null)).commit());
    assertThat(data().commit(another)).isInstanceOf(CommitResult.Conflicting.class);
    committed(Batch.under(layout).removal(Quakes.row("b", null, null, null)).commit());
    committed(another);
  }

  @Test
  void columns_of_versions_before_come_back_with_their_values() {
    List<DatasetVersion> published = new ArrayList<>();
    Layout first = publish(published, meters("string"));
    committed(Batch.of(first, new Row("a", "seven")));
    Layout second = publish(published, meters("integer"));
    assertThat(rows(second)).containsExactly(new Row("a", null));
    data().admit(second, false);
    List<String> lines = lines(second);

    archiveAndRestore(second);

    assertThat(lines(second)).isEqualTo(lines);
    assertThat(rows(second)).containsExactly(new Row("a", null));
    assertThat(rows(first)).containsExactly(new Row("a", "seven"));
  }

  private static DefinitionBuilder meters(String type) {
    return DatasetDefinition.named("meters")
        .schema(
            Quakes.schemaOf(
                "\"id\": {\"type\": \"string\"}, \"x\": {\"type\": [\"" + type + "\", \"null\"]}"))
        .key("id");
  }

  private Layout publish(List<DatasetVersion> published, DefinitionBuilder definition) {
    DatasetVersion version =
        DatasetVersion.draft(published.size() + 1, definition.build(), "asha", TestClock.BEGIN);
    Layout layout = Layout.of(version, published);
    data().prepare(layout);
    data().backfill(layout, OnContradiction.NULLIFY);
    data().activate(layout, OnContradiction.NULLIFY);
    data().settle(layout);
    published.add(version);
    return layout;
  }

  @Test
  void what_was_there_under_the_id_goes() {
    Layout layout = filled();
    List<String> lines = lines(layout);
    storage.archives().drop(layout.id());
    live(layout);
    committed(Batch.of(layout, Quakes.row("other", null, null, null)));

    Dumps.restore(storage, layout, lines);

    assertThat(lines(layout)).isEqualTo(lines);
  }

  @Test
  void a_version_that_is_not_live_is_not_dumped() {
    Layout layout = Quakes.layout("quakes");

    assertThatThrownBy(() -> lines(layout))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("version 1 of dataset 'quakes' is not live");
    data().prepare(layout);
    assertThatThrownBy(() -> lines(layout))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("version 1 of dataset 'quakes' is not live");
  }

  @Test
  void a_dump_without_a_column_of_the_version_is_refused_before_anything_is_changed() {
    Layout layout = filled();
    List<String> lines = lines(layout);
    List<String> lacking = lines.stream().filter(l -> !l.contains("\"place\":\"mag\"")).toList();

    assertThatThrownBy(() -> Dumps.restore(storage, layout, lacking))
        .isInstanceOf(InvalidException.class)
        .hasMessage(
            "Dataset 'quakes' cannot be restored, 1 problem: columns: 'mag' is missing, must be there.");
    assertThat(lines(layout)).isEqualTo(lines);
  }

  @Test
  void a_dump_that_ends_early_leaves_nothing() {
    Layout layout = filled();
    List<String> lines = lines(layout);

    assertThatThrownBy(() -> Dumps.restore(storage, layout, lines.subList(0, lines.size() - 1)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("control: is missing, must be the last entry");
    assertThat(data().counters(layout.id())).isEqualTo(Counters.ZERO);
    Dumps.restore(storage, layout, lines);
    assertThat(lines(layout)).isEqualTo(lines);
  }

  @Test
  void parts_out_of_order_and_rows_with_other_columns_are_refused() {
    Layout layout = filled();
    List<String> lines = new ArrayList<>(lines(layout));
    lines.add(
        lines.size() - 1,
        lines.stream().filter(l -> l.startsWith("keys")).findFirst().orElseThrow());
    List<String> others =
        lines(layout).stream().map(l -> l.replace("\"felt\":12", "\"fell\":12")).toList();
    List<String> mistyped =
        lines(layout).stream().map(l -> l.replace("\"felt\":12", "\"felt\":\"12\"")).toList();

    assertThatThrownBy(() -> Dumps.restore(memory, layout, others))
        .hasMessage("Row 1 cannot be restored, 1 problem: fell: is no stored column.");
    assertThatThrownBy(() -> Dumps.restore(memory, layout, mistyped))
        .hasMessage(
            "An entry of part 'rows' cannot be read, 1 problem: felt: is string, must be a value of type integer.");
    assertThatThrownBy(() -> Dumps.restore(storage, layout, lines))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("comes behind part 'connector_trail'");
  }
}
