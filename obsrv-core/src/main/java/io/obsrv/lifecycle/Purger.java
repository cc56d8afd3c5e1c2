package io.obsrv.lifecycle;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Verb;
import io.obsrv.event.Hold;
import java.util.Optional;

/**
 * Removes everything of datasets but their names and audit trails. Once begun it cannot be undone,
 * only finished. Stateless.
 */
final class Purger {
  private final Desk desk;
  private final Mover mover;

  Purger(Desk desk, Mover mover) {
    this.desk = desk;
    this.mover = mover;
  }

  Dataset purge(DatasetId id, String reason) {
    return desk.moves().alone(Verb.PURGE, id, hold -> purgeAlone(id, reason, hold));
  }

  private Dataset purgeAlone(DatasetId id, String reason, Hold hold) {
    Dataset dataset = mover.dataset(id);
    if (dataset.isUnderWay(Verb.PURGE)) {
      return finish(dataset, hold);
    }
    mover.check(Verb.PURGE, dataset, Optional.empty());
    Dataset begun = dataset.begun(new Intent(Verb.PURGE, reason));
    mover.apply(dataset, begun, mover.entry(dataset, Verb.PURGE, dataset.status(), reason));
    return finish(begun, hold);
  }

  Dataset finish(Dataset begun, Hold hold) {
    desk.archives().drop(begun.id(), hold);
    desk.bundles().of(begun).removeAll(begun.id());
    Dataset purged = begun.purged();
    mover.apply(begun, purged, mover.entry(begun, Verb.PURGE, purged.status(), "nothing is left"));
    return purged;
  }
}
