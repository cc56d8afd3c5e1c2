package io.obsrv.lifecycle;

import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Transitions;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * Looks moves up in the table of transitions and makes them in the registry, as one actor.
 * Stateless.
 */
final class Mover {
  private final Registry registry;
  private final Clock clock;
  private final String actor;

  Mover(Desk desk, String actor) {
    this.registry = desk.registry();
    this.clock = desk.clock();
    this.actor = actor;
  }

  Dataset create(DatasetDefinition definition) {
    Instant now = now();
    Dataset dataset = Dataset.declared(definition.id(), now);
    DatasetVersion version = DatasetVersion.draft(1, definition, actor, now);
    apply(
        Optional.empty(),
        Optional.of(dataset),
        List.of(version),
        entry(dataset.id(), Verb.CREATE, version, "", ""));
    return dataset;
  }

  Dataset edit(Dataset seen, UnaryOperator<DefinitionBuilder> change) {
    Optional<DatasetVersion> draft = draft(seen);
    check(Verb.EDIT, seen, draft);
    DatasetVersion base = draft.orElseGet(() -> version(seen.id(), seen.live().orElseThrow()));
    int number = draft.isPresent() ? base.number() : seen.lastVersion() + 1;
    DatasetDefinition definition = change.apply(base.definition().toBuilder()).build();
    DatasetVersion next =
        draft
            .map(present -> present.edited(definition, actor, now()))
            .orElseGet(() -> DatasetVersion.draft(number, definition, actor, now()));
    Dataset dataset = seen.withDraft(OptionalInt.of(number));
    String from = draft.map(version -> version.status().name()).orElse("");
    apply(
        Optional.of(seen),
        Optional.of(dataset),
        List.of(next),
        entry(seen.id(), Verb.EDIT, next, from, ""));
    return dataset;
  }

  void discard(DatasetId id) {
    Dataset dataset = dataset(id);
    Optional<DatasetVersion> draft = draft(dataset);
    check(Verb.DISCARD, dataset, draft);
    DatasetVersion discarded = draft.orElseThrow().withStatus(VersionStatus.DISCARDED);
    boolean neverPublished = dataset.status() == DatasetStatus.DRAFT;
    apply(
        Optional.of(dataset),
        neverPublished ? Optional.empty() : Optional.of(dataset.withDraft(OptionalInt.empty())),
        neverPublished ? List.of() : List.of(discarded),
        entry(id, Verb.DISCARD, discarded, draft.get().status().name(), ""));
  }

  /** Moves a draft to another status; what its dataset is otherwise stays. */
  DatasetVersion move(
      Verb verb, Dataset dataset, DatasetVersion draft, DatasetVersion next, String comment) {
    apply(
        Optional.of(dataset),
        Optional.of(dataset.withDraft(dataset.draft())),
        List.of(next),
        entry(dataset.id(), verb, next, draft.status().name(), comment));
    return next;
  }

  void apply(
      Optional<Dataset> expected,
      Optional<Dataset> next,
      List<DatasetVersion> versions,
      AuditEntry entry) {
    registry.apply(new Change(expected, next, versions, entry));
  }

  /**
   * Refuses what the table of transitions does not have, and anything while a publication is under
   * way.
   */
  void check(Verb verb, Dataset dataset, Optional<DatasetVersion> version) {
    if (dataset.publishing().isPresent()) {
      throw new IllegalMoveException(
          verb,
          dataset.id(),
          "version %d is being published. Call publish(\"%s\") to finish that first."
              .formatted(dataset.publishing().getAsInt(), dataset.id()));
    }
    Transitions.find(verb, dataset, version);
  }

  AuditEntry entry(DatasetId id, Verb verb, DatasetVersion version, String from, String comment) {
    return new AuditEntry(
        id,
        now(),
        actor,
        verb,
        OptionalInt.of(version.number()),
        from,
        version.status().name(),
        comment);
  }

  AuditEntry entry(Dataset before, Verb verb, DatasetStatus to) {
    return new AuditEntry(
        before.id(),
        now(),
        actor,
        verb,
        OptionalInt.empty(),
        before.status().name(),
        to.name(),
        "");
  }

  Optional<DatasetVersion> draft(Dataset dataset) {
    return dataset.draft().isPresent()
        ? Optional.of(version(dataset.id(), dataset.draft().getAsInt()))
        : Optional.empty();
  }

  Dataset dataset(DatasetId id) {
    return find(id).orElseThrow(() -> NotFoundException.dataset(id));
  }

  DatasetVersion version(DatasetId id, int number) {
    return registry.version(id, number).orElseThrow(() -> NotFoundException.version(id, number));
  }

  Optional<Dataset> find(DatasetId id) {
    return registry.find(id);
  }

  List<Dataset> list() {
    return registry.list();
  }

  List<DatasetVersion> versions(DatasetId id) {
    return registry.versions(id);
  }

  /** Every store keeps microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
