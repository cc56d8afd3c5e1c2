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
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Transitions;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
    return declare(Verb.CREATE, definition, "");
  }

  Dataset copy(DatasetDefinition definition, String comment) {
    return declare(Verb.COPY, definition, comment);
  }

  private Dataset declare(Verb verb, DatasetDefinition definition, String comment) {
    Instant now = now();
    Dataset dataset = Dataset.declared(definition.id(), 1, now);
    DatasetVersion version = DatasetVersion.draft(1, definition, actor, now);
    apply(
        new Change(
            Optional.empty(),
            Optional.of(dataset),
            List.of(version),
            entry(dataset.id(), verb, version, "", comment)));
    return dataset;
  }

  /** A dataset with a history from elsewhere, whose last version is its draft here. */
  Change importing(SortedMap<Integer, DatasetDefinition> definitions) {
    Instant now = now();
    List<DatasetVersion> versions = new ArrayList<>();
    definitions.forEach(
        (number, definition) ->
            versions.add(
                DatasetVersion.draft(number, definition, actor, now)
                    .withStatus(
                        number.equals(definitions.lastKey())
                            ? VersionStatus.DRAFT
                            : VersionStatus.SUPERSEDED)));
    DatasetVersion draft = versions.get(versions.size() - 1);
    Dataset dataset = Dataset.declared(draft.id(), draft.number(), now);
    return new Change(
        Optional.empty(),
        Optional.of(dataset),
        versions,
        entry(dataset.id(), Verb.IMPORT, draft, "", ""));
  }

  Dataset edit(Dataset seen, UnaryOperator<DefinitionBuilder> change) {
    long found = seen.foundIn(find(seen.id()));
    if (found != seen.revision()) {
      throw stale(seen, found);
    }
    Change edit = editing(seen, base -> change.apply(base.toBuilder()).build(), "");
    apply(edit);
    return edit.next().orElseThrow();
  }

  Change editing(Dataset seen, UnaryOperator<DatasetDefinition> change, String comment) {
    Optional<DatasetVersion> draft = draft(seen);
    check(Verb.EDIT, seen, draft);
    DatasetVersion base = draft.orElseGet(() -> version(seen.id(), seen.live().orElseThrow()));
    int number = draft.isPresent() ? base.number() : seen.lastVersion() + 1;
    DatasetDefinition definition = change.apply(base.definition());
    DatasetVersion next =
        draft
            .map(present -> present.edited(definition, actor, now()))
            .orElseGet(() -> DatasetVersion.draft(number, definition, actor, now()));
    String from = draft.map(version -> version.status().name()).orElse("");
    return new Change(
        Optional.of(seen),
        Optional.of(seen.withDraft(OptionalInt.of(number))),
        List.of(next),
        entry(seen.id(), Verb.EDIT, next, from, comment));
  }

  Dataset rollback(DatasetId id, int number) {
    Dataset seen = dataset(id);
    check(Verb.ROLLBACK, seen, draft(seen));
    DatasetVersion base = version(id, number);
    if (base.status() != VersionStatus.SUPERSEDED) {
      throw new IllegalMoveException(
          Verb.ROLLBACK,
          id,
          "version %d is %s, must be SUPERSEDED: one that was in force before the present one."
              .formatted(number, base.status()));
    }
    DatasetVersion draft =
        DatasetVersion.draft(seen.lastVersion() + 1, base.definition(), actor, now());
    Dataset dataset = seen.withDraft(OptionalInt.of(draft.number()));
    apply(
        Optional.of(seen),
        Optional.of(dataset),
        List.of(draft),
        entry(id, Verb.ROLLBACK, draft, "", "to version " + number));
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
    apply(new Change(expected, next, versions, entry));
  }

  private void apply(Change change) {
    try {
      registry.apply(change);
    } catch (StaleRevisionException e) {
      throw change.expected().map(seen -> stale(seen, e.found())).orElse(e);
    }
  }

  /** Tells what was changed since a dataset was seen, as far as that is known. */
  private StaleRevisionException stale(Dataset seen, long found) {
    if (found == 0) {
      return new StaleRevisionException(seen.id(), seen.revision(), found);
    }
    Optional<DatasetDefinition> before = definition(seen);
    Optional<DatasetDefinition> now = find(seen.id()).flatMap(this::definition);
    return before.isPresent() && now.isPresent()
        ? new StaleRevisionException(seen.id(), seen.revision(), found, before.get(), now.get())
        : new StaleRevisionException(seen.id(), seen.revision(), found);
  }

  /** What an editor of a dataset sees: the draft there was, or what is in force. */
  private Optional<DatasetDefinition> definition(Dataset seen) {
    if (seen.draft().isEmpty()) {
      return seen.live().isEmpty()
          ? Optional.empty()
          : registry.version(seen.id(), seen.live().getAsInt()).map(DatasetVersion::definition);
    }
    int number = seen.draft().getAsInt();
    return registry
        .draft(seen.id(), number, seen.revision())
        .or(() -> registry.version(seen.id(), number).map(DatasetVersion::definition));
  }

  /**
   * Refuses what the table of transitions does not have, and anything while a move is under way.
   */
  void check(Verb verb, Dataset dataset, Optional<DatasetVersion> version) {
    if (dataset.intent().isPresent()) {
      String begun = dataset.intent().get().verb().label();
      throw new IllegalMoveException(
          verb,
          dataset.id(),
          "its %s was begun and is not finished. Call %s(\"%s\") to finish that first."
              .formatted(begun, begun, dataset.id()));
    }
    Transitions.find(verb, dataset, version);
  }

  /** Tells that somebody else has moved the dataset meanwhile, if so. */
  void refuseIfMoved(Dataset seen) {
    long found = seen.foundIn(registry.find(seen.id()));
    if (found != seen.revision()) {
      throw new StaleRevisionException(seen.id(), seen.revision(), found);
    }
  }

  /** A refusal for the audit trail, which outlives the values that a message may show. */
  static String paths(InvalidException refusal) {
    return refusal.problems().stream()
        .map(Problem::path)
        .distinct()
        .collect(Collectors.joining(", ", "refused because of ", ""));
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

  /** Makes a move of the dataset alone. */
  void apply(Dataset expected, Dataset next, AuditEntry entry) {
    apply(Optional.of(expected), Optional.of(next), List.of(), entry);
  }

  AuditEntry entry(Dataset before, Verb verb, DatasetStatus to) {
    return entry(before, verb, to, "");
  }

  AuditEntry entry(Dataset before, Verb verb, DatasetStatus to, String comment) {
    return new AuditEntry(
        before.id(),
        now(),
        actor,
        verb,
        OptionalInt.empty(),
        before.status().name(),
        to.name(),
        comment);
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

  List<Dataset> unfinished() {
    return registry.unfinished();
  }

  List<Dataset> list() {
    return registry.list();
  }

  /** All of them, or the reason why one that is there cannot be read. */
  List<Dataset> every() {
    return registry.every();
  }

  List<DatasetVersion> versions(DatasetId id) {
    return registry.versions(id);
  }

  /** Every store keeps microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
