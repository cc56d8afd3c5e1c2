package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Layout;
import io.obsrv.event.Stage;
import io.obsrv.policy.Enrichment;
import io.obsrv.policy.OnMiss;
import io.obsrv.schema.Column;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fourth stage: one enrichment, ready for batches. Immutable. */
final class Enrich {
  private final DatasetId id;
  private final Enrichment enrichment;
  private final MasterRows masters;
  private final Schema schema;
  private final int[] on;

  Enrich(DatasetDefinition definition, Enrichment enrichment, MasterRows masters) {
    this.id = definition.id();
    this.enrichment = enrichment;
    this.masters = masters;
    this.schema = definition.schema();
    this.on = enrichment.on().stream().mapToInt(schema::indexOf).toArray();
  }

  /** The enrichments of a dataset, those together that need nothing of each other. */
  static List<List<Enrich>> waves(DatasetDefinition definition, MasterRows masters) {
    List<List<Enrich>> waves = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (Enrichment enrichment : definition.enrichments()) {
      if (waves.isEmpty() || !Collections.disjoint(given, enrichment.on())) {
        waves.add(new ArrayList<>());
        given.clear();
      }
      waves.get(waves.size() - 1).add(new Enrich(definition, enrichment, masters));
      given.addAll(enrichment.fields().values());
    }
    return waves;
  }

  Batch batch(int records) {
    return new Batch(records);
  }

  /** Null where a column has no value. */
  private @Nullable String key(Draft draft) {
    List<@Nullable Object> values = new ArrayList<>(on.length);
    for (int index : on) {
      Object value = draft.value(index);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return KeyText.of(values);
  }

  /**
   * One batch: the keys of all its records, then their rows in one go, then each row in its record.
   * Several threads collect and apply, each its records; in between the owner of the batch finds.
   */
  final class Batch {
    private final @Nullable String[] keys;
    private MasterBatch found = MasterBatch.nothing();
    private List<Field> fields = List.of();
    private @Nullable RejectedException unfit;

    private Batch(int records) {
      keys = new @Nullable String[records];
    }

    void collect(Draft draft) {
      if (!draft.removes()) {
        keys[draft.index] = key(draft);
      }
    }

    void find() {
      Set<String> wanted = new HashSet<>();
      for (String key : keys) {
        if (key != null) {
          wanted.add(key);
        }
      }
      if (!wanted.isEmpty()) {
        found = masters.find(DatasetId.of(enrichment.dataset()), wanted);
        found.layout().ifPresent(this::fit);
      }
    }

    /** The same for every record, as is that one of the fields does not fit. */
    private void fit(Layout layout) {
      try {
        fields = fitting(layout);
      } catch (RejectedException e) {
        unfit = e;
      }
    }

    void apply(Draft draft) throws RejectedException {
      if (draft.removes()) {
        return;
      }
      String key = keys[draft.index];
      Row row = key == null ? null : found.rows().get(key);
      if (row == null) {
        missed(draft);
        return;
      }
      if (unfit != null) {
        throw unfit;
      }
      for (Field field : fields) {
        draft.set(field.target(), field.column(), row.value(field.source()));
      }
    }
  }

  private void missed(Draft draft) throws RejectedException {
    if (enrichment.onMiss() == OnMiss.FAIL) {
      throw new EnrichmentFailedException(id, enrichment, draft.index);
    }
    if (enrichment.onMiss() == OnMiss.QUARANTINE) {
      throw rejected(
          schema.columns().get(on[0]),
          "enrichment '%s' finds no row of '%s' by %s"
              .formatted(enrichment.name(), enrichment.dataset(), enrichment.on()));
    }
  }

  /**
   * A field that is copied.
   *
   * @param target where it goes
   * @param column the column there
   * @param source where it is in the rows of the master
   */
  private record Field(int target, Column column, int source) {}

  private List<Field> fitting(Layout layout) throws RejectedException {
    List<Field> fitting = new ArrayList<>();
    for (Map.Entry<String, String> field : enrichment.fields().entrySet()) {
      int target = schema.indexOf(field.getValue());
      Column column = schema.columns().get(target);
      fitting.add(new Field(target, column, fitting(column, field.getKey(), layout)));
    }
    return fitting;
  }

  /** The master may have another version by now than the one this was checked against. */
  private int fitting(Column target, String source, Layout layout) throws RejectedException {
    Schema master = layout.definition().schema();
    Optional<Column> column = master.column(source);
    if (column.isEmpty()) {
      throw rejected(
          target,
          "enrichment '%s': '%s' is not a column of '%s' any more, in its version %d"
              .formatted(enrichment.name(), source, layout.id(), layout.version()));
    }
    if (column.get().type() != target.type()
        || !column.get().precision().equals(target.precision())) {
      throw rejected(
          target,
          "enrichment '%s': column '%s' of '%s' is %s now, does not fit '%s', which is %s"
              .formatted(
                  enrichment.name(),
                  source,
                  layout.id(),
                  column.get().type().label(),
                  target.name(),
                  target.type().label()));
    }
    return master.indexOf(source);
  }

  private static RejectedException rejected(Column column, String message) {
    return new RejectedException(
        Stage.ENRICH, RejectionCode.MASTER_MISSING, column.pointer(), message);
  }
}
