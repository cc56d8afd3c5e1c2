package io.obsrv.lifecycle;

import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetDocument;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionChecks;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries what was declared from one dataset, or store, to another. Stateless. */
final class Transfer {
  private final Registry registry;
  private final Mover mover;

  Transfer(Desk desk, Mover mover) {
    this.registry = desk.registry();
    this.mover = mover;
  }

  /** Copies what is in force, or else what is being worked on. */
  Dataset copy(DatasetId id, DatasetId newId) {
    Dataset dataset = declared(id);
    int number = dataset.live().orElseGet(() -> dataset.draft().orElse(dataset.lastVersion()));
    DatasetDefinition definition = mover.version(id, number).definition().renamed(newId);
    return mover.copy(definition, "of '%s', version %d".formatted(id, number));
  }

  String export(DatasetId id) {
    return export(List.of(declared(id)));
  }

  /** Of what was purged there is nothing to tell. */
  String exportAll() {
    return export(
        mover.every().stream()
            .filter(dataset -> dataset.status() != DatasetStatus.PURGED)
            .toList());
  }

  private Dataset declared(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    if (dataset.status() == DatasetStatus.PURGED) {
      throw NotFoundException.rows(dataset);
    }
    return dataset;
  }

  private String export(List<Dataset> datasets) {
    SortedMap<DatasetId, SortedMap<Integer, DatasetDefinition>> all = new TreeMap<>();
    for (Dataset dataset : datasets) {
      SortedMap<Integer, DatasetDefinition> versions = new TreeMap<>();
      mover.versions(dataset.id()).stream()
          .filter(version -> version.status() != VersionStatus.DISCARDED)
          .forEach(version -> versions.put(version.number(), version.definition()));
      all.put(dataset.id(), versions);
    }
    return new DatasetDocument(all).write();
  }

  /** All of a document, or nothing of it. */
  List<Dataset> importAll(String document, ImportMode mode) {
    DatasetDocument read = DatasetDocument.read(document);
    Problems problems = new Problems();
    List<Change> changes = new ArrayList<>();
    read.datasets()
        .forEach(
            (id, versions) -> {
              Problems here = problems.under("datasets").under(id.value());
              check(versions, here);
              change(id, versions, mode, here).ifPresent(changes::add);
            });
    problems.refuseIfAny("The document of datasets cannot be imported");
    registry.applyAll(changes);
    return changes.stream().flatMap(change -> change.next().stream()).toList();
  }

  /** The last is a draft here, whose problems are told when it is submitted. */
  private static void check(SortedMap<Integer, DatasetDefinition> versions, Problems problems) {
    for (Map.Entry<Integer, DatasetDefinition> version :
        versions.headMap(versions.lastKey()).entrySet()) {
      DefinitionChecks.check(
          version.getValue(), problems.under("versions").under(version.getKey().toString()));
    }
  }

  private Optional<Change> change(
      DatasetId id,
      SortedMap<Integer, DatasetDefinition> versions,
      ImportMode mode,
      Problems problems) {
    registry
        .alias(id)
        .ifPresent(
            target ->
                problems.add(
                    "", "is an alias of '%s' here, must be a name that is free".formatted(target)));
    Optional<Dataset> present = mover.find(id);
    if (present.isEmpty()) {
      return Optional.of(mover.importing(versions));
    }
    if (mode == ImportMode.REFUSE_EXISTING) {
      problems.add("", "is there already, must not be; or import it as REPLACE_DRAFT");
      return Optional.empty();
    }
    try {
      DatasetDefinition last = versions.get(versions.lastKey());
      return Optional.of(mover.editing(present.get(), draft -> last, "imported"));
    } catch (IllegalMoveException e) {
      problems.add("", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
