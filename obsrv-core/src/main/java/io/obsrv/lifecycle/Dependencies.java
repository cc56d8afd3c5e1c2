package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Kind;
import io.obsrv.dataset.Verb;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problems;
import io.obsrv.policy.Enrichment;
import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which datasets look up which others. Stateless. */
final class Dependencies {
  private final Mover mover;

  Dependencies(Mover mover) {
    this.mover = mover;
  }

  /**
   * Whether everything a definition looks up is there and fits, nothing leads back to it, and what
   * looks it up finds what it takes over.
   */
  void check(DatasetDefinition definition, Problems problems) {
    if (definition.kind() == Kind.MASTER) {
      dependents(definition, problems.under("dependents"));
    }
    for (Enrichment enrichment : definition.enrichments()) {
      Problems here = problems.under("enrichments");
      Optional<Dataset> master = id(enrichment).flatMap(mover::find);
      String status = master.map(Dependencies::status).orElse("missing");
      if (!status.equals(DatasetStatus.LIVE.name())) {
        here.add(
            enrichment.name(),
            "dataset '%s' is %s, must be LIVE".formatted(enrichment.dataset(), status));
        continue;
      }
      fit(definition.schema(), enrichment, live(master.get()), here);
      cycle(definition.id(), List.of(definition.id()), master.get().id())
          .ifPresent(
              way ->
                  here.add(
                      enrichment.name(),
                      "makes a cycle, must not: "
                          + way.stream().map(DatasetId::value).collect(Collectors.joining(" → "))));
    }
  }

  private static String status(Dataset master) {
    return master.isUnderWay(Verb.RETIRE) ? "being retired" : master.status().name();
  }

  private void dependents(DatasetDefinition master, Problems problems) {
    for (DatasetId id : on(master.id())) {
      Dataset found = mover.dataset(id);
      DatasetDefinition dependent =
          mover.version(id, found.live().orElseGet(() -> found.draft().orElseThrow())).definition();
      dependent.enrichments().stream()
          .filter(enrichment -> id(enrichment).equals(Optional.of(master.id())))
          .forEach(
              enrichment ->
                  fit(dependent.schema(), enrichment, master, problems.under(id.value())));
    }
  }

  /**
   * The datasets that are live, or are being published, and look up this one, in their order. One
   * that cannot be read may be among them, and is told.
   */
  List<DatasetId> on(DatasetId id) {
    if (!isPublishedMaster(id)) {
      return List.of();
    }
    return mover.every().stream()
        .filter(dataset -> looksUp(dataset, id))
        .map(Dataset::id)
        .sorted()
        .toList();
  }

  /**
   * Nothing else can be looked up, and a kind never changes. Of ten thousand datasets few are, and
   * only for them all others are read.
   */
  private boolean isPublishedMaster(DatasetId id) {
    Dataset dataset = mover.dataset(id);
    return dataset.live().isPresent() && live(dataset).kind() == Kind.MASTER;
  }

  private boolean looksUp(Dataset dataset, DatasetId master) {
    return (dataset.status() == DatasetStatus.LIVE && masters(dataset).anyMatch(master::equals))
        || (dataset.isUnderWay(Verb.PUBLISH)
            && dataset.draft().isPresent()
            && mover
                .version(dataset.id(), dataset.draft().getAsInt())
                .definition()
                .enrichments()
                .stream()
                .anyMatch(enrichment -> id(enrichment).equals(Optional.of(master))));
  }

  private static void fit(
      Schema schema, Enrichment enrichment, DatasetDefinition master, Problems problems) {
    Problems here = problems.under(enrichment.name());
    if (master.kind() != Kind.MASTER) {
      here.add(
          "dataset", "'%s' is of kind %s, must be MASTER".formatted(master.id(), master.kind()));
    }
    if (enrichment.on().size() != master.key().size()) {
      here.add(
          "on",
          "is %s, must be as many columns as the key of '%s', %s"
              .formatted(enrichment.on(), master.id(), master.key()));
    } else {
      for (int i = 0; i < master.key().size(); i++) {
        same(schema, enrichment.on().get(i), master, master.key().get(i), "on", here);
      }
    }
    for (Map.Entry<String, String> field : enrichment.fields().entrySet()) {
      same(schema, field.getValue(), master, field.getKey(), "fields", here);
    }
  }

  private static void same(
      Schema schema,
      String own,
      DatasetDefinition master,
      String theirs,
      String path,
      Problems problems) {
    Optional<Column> source = master.schema().column(theirs);
    Optional<Column> target = schema.column(own);
    if (source.isEmpty()) {
      problems.add(
          path,
          "'%s' is not a column of '%s' %s"
              .formatted(theirs, master.id(), master.schema().columnNames()));
    } else if (target.isPresent() && !source.get().hasTypeOf(target.get())) {
      problems.add(
          path,
          "'%s' of '%s' is %s, must be %s as '%s' is"
              .formatted(
                  theirs, master.id(), source.get().typeLabel(), target.get().typeLabel(), own));
    }
  }

  /** The way from a dataset back to itself, if there is one over this dataset. */
  private Optional<List<DatasetId>> cycle(DatasetId start, List<DatasetId> way, DatasetId next) {
    List<DatasetId> longer = new ArrayList<>(way);
    longer.add(next);
    if (next.equals(start)) {
      return Optional.of(longer);
    }
    if (way.contains(next)) {
      return Optional.empty();
    }
    return mover.find(next).stream()
        .flatMap(this::masters)
        .flatMap(master -> cycle(start, longer, master).stream())
        .findFirst();
  }

  private Stream<DatasetId> masters(Dataset dataset) {
    return dataset.live().isPresent()
        ? live(dataset).enrichments().stream().flatMap(enrichment -> id(enrichment).stream())
        : Stream.empty();
  }

  private DatasetDefinition live(Dataset dataset) {
    return mover.version(dataset.id(), dataset.live().orElseThrow()).definition();
  }

  /** Empty if it is the name of no dataset, which is told elsewhere. */
  static Optional<DatasetId> id(Enrichment enrichment) {
    try {
      return Optional.of(DatasetId.of(enrichment.dataset()));
    } catch (InvalidException e) {
      return Optional.empty();
    }
  }
}
