package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.dataset.DefinitionDiff;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Layout;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.ingest.Ingestion;
import io.obsrv.table.Rollup;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what publishing a draft would do, and changes nothing. Stateless. */
final class Planner {
  private final Desk desk;
  private final Mover mover;
  private final String actor;

  Planner(Desk desk, Mover mover, String actor) {
    this.desk = desk;
    this.mover = mover;
    this.actor = actor;
  }

  Plan plan(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    DatasetVersion draft =
        mover
            .draft(dataset)
            .orElseThrow(
                () ->
                    new IllegalMoveException(
                        Verb.PUBLISH,
                        id,
                        "it has no draft. Call edit(\"%s\", …) first.".formatted(id)));
    new DraftChecks(desk, mover)
        .refuse(
            dataset,
            draft,
            "Version %d of dataset '%s' cannot be planned".formatted(draft.number(), id));
    Layout layout = desk.layouts().of(id, draft.number());
    return new Plan(
        id,
        dataset.live(),
        draft.number(),
        draft.contentHash(),
        draft.definition().compatibility(),
        changes(dataset, draft),
        desk.store().contradictions(layout),
        wouldPass(dataset, draft),
        tables(dataset, layout),
        move(dataset, draft),
        desk.store().losses(layout),
        new Dependencies(mover).on(id),
        new Warnings(mover).of(draft.definition()),
        Optional.empty());
  }

  /** Every difference of a draft to the version in force. */
  List<DefinitionChange> changes(Dataset dataset, DatasetVersion draft) {
    return dataset.live().isPresent()
        ? diff(dataset.id(), dataset.live().getAsInt(), draft.number())
        : List.of();
  }

  private long wouldPass(Dataset dataset, DatasetVersion draft) {
    return dataset.live().isEmpty()
        ? 0
        : new Ingestion(desk.engine(), actor)
            .quarantine(dataset.id().value()).dryRun(QuarantineFilter.ALL, draft.number()).stream()
                .filter(outcome -> outcome.rejection().isEmpty())
                .count();
  }

  private List<TableBackfill> tables(Dataset dataset, Layout layout) {
    Set<String> present = live(dataset).map(Planner::fingerprints).orElse(Set.of());
    long rows = desk.store().counters(dataset.id()).rows();
    return layout.rollups().stream()
        .filter(rollup -> !present.contains(fingerprint(rollup)))
        .map(rollup -> new TableBackfill(rollup.table().name(), rows))
        .toList();
  }

  private Optional<RowMove> move(Dataset dataset, DatasetVersion draft) {
    return Relocator.isNeeded(dataset, draft)
        ? Optional.of(
            new RowMove(
                dataset.location(),
                draft.definition().location(),
                desk.store().counters(dataset.id()).rows()))
        : Optional.empty();
  }

  private Optional<Layout> live(Dataset dataset) {
    return dataset.live().stream()
        .mapToObj(number -> desk.layouts().of(dataset.id(), number))
        .findFirst();
  }

  private static Set<String> fingerprints(Layout layout) {
    return layout.rollups().stream().map(Planner::fingerprint).collect(Collectors.toSet());
  }

  private static String fingerprint(Rollup rollup) {
    return rollup.table().name() + "_" + rollup.fingerprint();
  }

  /** The differences of two versions. */
  List<DefinitionChange> diff(DatasetId id, int before, int after) {
    DatasetDefinition first = mover.version(id, before).definition();
    return DefinitionDiff.between(first, mover.version(id, after).definition());
  }
}
