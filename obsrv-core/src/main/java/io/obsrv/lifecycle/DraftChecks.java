package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionChecks;
import io.obsrv.error.Problems;
import io.obsrv.event.Layout;

/** Everything that keeps a draft from being published, told at once. Stateless. */
final class DraftChecks {
  private final Desk desk;
  private final Mover mover;

  DraftChecks(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  void refuse(Dataset dataset, DatasetVersion draft, String subject) {
    Problems problems = new Problems();
    DefinitionChecks.check(draft.definition(), problems);
    desk.connectors().check(draft.definition(), problems);
    new Dependencies(mover).check(draft.definition(), problems);
    LocationCheck.check(desk.store().locations(), draft.definition(), problems);
    dataset
        .live()
        .ifPresent(
            live -> CompatibilityCheck.check(mover.version(dataset.id(), live), draft, problems));
    if (problems.list().isEmpty()) {
      Layout layout = desk.layouts().of(dataset.id(), draft.number());
      problems.addAll(desk.store().problems(layout));
      problems.addAll(desk.engine().problems(layout));
    }
    problems.refuseIfAny(subject);
  }
}
