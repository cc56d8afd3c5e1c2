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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  Batch batch() {
    return new Batch();
  }

  /** Empty where a column has no value. */
  private Optional<String> key(Draft draft) {
    List<@Nullable Object> values = new ArrayList<>(on.length);
    for (int index : on) {
      Object value = draft.value(index);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(KeyText.of(values));
  }

  /** One batch: the keys of all its records first, then their rows. Used by one thread. */
  final class Batch {
    private final Map<Integer, String> keys = new HashMap<>();
    private @Nullable MasterBatch found;
    private @Nullable List<Field> fields;

    void collect(Draft draft) {
      if (!draft.removes()) {
        key(draft).ifPresent(key -> keys.put(draft.index, key));
      }
    }

    void apply(Draft draft) throws RejectedException {
      if (draft.removes()) {
        return;
      }
      String key = keys.get(draft.index);
      Row row = key == null ? null : found().rows().get(key);
      Layout layout = found().layout().orElse(null);
      if (row == null || layout == null) {
        missed(draft);
        return;
      }
      for (Field field : fields(layout)) {
        draft.set(field.target(), field.column(), row.value(field.source()));
      }
    }

    /** The same for every record, as is that one of them does not fit. */
    private List<Field> fields(Layout layout) throws RejectedException {
      List<Field> known = fields;
      if (known == null) {
        known = fitting(layout);
        fields = known;
      }
      return known;
    }

    private MasterBatch found() {
      if (found == null) {
        found =
            keys.isEmpty()
                ? MasterBatch.nothing()
                : masters.find(DatasetId.of(enrichment.dataset()), new HashSet<>(keys.values()));
      }
      return found;
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
