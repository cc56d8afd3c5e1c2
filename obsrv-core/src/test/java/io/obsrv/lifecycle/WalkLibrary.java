package io.obsrv.lifecycle;

import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a walk. For one thread. */
final class WalkLibrary {
  private final Obsrv obsrv;
  private final WalkNames names;
  private final Map<String, Dataset> seen = new HashMap<>();
  private @Nullable Plan plan;
  private String document = "";
  private String exported = "";

  WalkLibrary(Obsrv obsrv, WalkNames names) {
    this.obsrv = obsrv;
    this.names = names;
  }

  /** Makes a call, and tells the code of the refusal. */
  Optional<ErrorCode> make(WalkStep step) {
    try {
      call(step, obsrv.as(step.actor()).datasets(), names.id(step));
      return Optional.empty();
    } catch (ObsrvException e) {
      return Optional.of(e.code());
    }
  }

  private void call(WalkStep step, Datasets datasets, String id) {
    switch (step.act()) {
      case CREATE -> datasets.create(WalkForm.FIRST.declared(id));
      case COPY -> datasets.copy(id, names.other(step));
      case EXPORT -> {
        document = datasets.export(id);
        exported = id;
      }
      case IMPORT -> importAs(id, ImportMode.REFUSE_EXISTING, datasets);
      case IMPORT_OVER -> importAs(id, ImportMode.REPLACE_DRAFT, datasets);
      case LOOK -> seen.put(step.actor(), datasets.find(id).orElseThrow());
      case EDIT -> datasets.edit(id, draft -> edited(draft, step));
      case EDIT_SEEN -> datasets.edit(seen.get(step.actor()), draft -> edited(draft, step));
      case DISCARD -> datasets.discard(id);
      case SUBMIT -> datasets.submit(id);
      case REJECT -> datasets.reject(id, "no");
      case APPROVE -> datasets.approve(id, "yes");
      case PUBLISH -> datasets.publish(id);
      case PLAN -> plan = datasets.plan(id);
      case PUBLISH_PLAN -> datasets.publish(plan);
      case FORCE_PLAN -> datasets.publish(plan.force("so be it"));
      case ROLLBACK -> datasets.rollback(id, step.version());
      case PAUSE -> datasets.pause(id);
      case RESUME -> datasets.resume(id);
      case RETIRE -> datasets.retire(id);
      case REINSTATE -> datasets.reinstate(id);
      case ARCHIVE -> datasets.archive(id);
      case RESTORE -> datasets.restore(id);
      case PURGE -> datasets.purge(id, "enough");
      case ALIAS -> datasets.alias(names.alias(step), id);
      case WITHOUT_ALIAS -> datasets.withoutAlias(names.alias(step));
      case INGEST -> ingest(id, step);
      case INGEST_BY_ALIAS -> ingest(names.alias(step), step);
    }
  }

  private static DefinitionBuilder edited(DefinitionBuilder draft, WalkStep step) {
    WalkForm before = WalkForm.of(draft.build());
    return before.changed(step.pick()).onto(draft, before);
  }

  /** A document can be imported under another name if every name in it is changed. */
  private void importAs(String id, ImportMode mode, Datasets datasets) {
    datasets.importAll(document.replace("\"" + exported + "\"", "\"" + id + "\""), mode);
  }

  private void ingest(String name, WalkStep step) {
    obsrv.ingestion().ingest(name, WalkRecord.of(step.pick()).json());
  }
}
