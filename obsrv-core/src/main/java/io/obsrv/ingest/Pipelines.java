package io.obsrv.ingest;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.pipeline.MasterBatch;
import io.obsrv.pipeline.MasterRows;
import io.obsrv.pipeline.Pipeline;
import java.util.Optional;
import java.util.Set;

/** Makes the pipelines of versions, with what they need from outside. Stateless. */
final class Pipelines {
  private final DataStore store;
  private final Layouts layouts;
  private final SecretResolver secrets;
  private final MasterRows masters = this::find;

  Pipelines(DataStore store, Layouts layouts, SecretResolver secrets) {
    this.store = store;
    this.layouts = layouts;
    this.secrets = secrets;
  }

  Pipeline of(Layout layout) {
    return new Pipeline(layout, masters, secrets);
  }

  Pipeline of(DatasetId id, int version) {
    return of(layouts.of(id, version));
  }

  private MasterBatch find(DatasetId master, Set<String> keys) {
    Optional<Layout> live = live(master);
    return live.isEmpty()
        ? MasterBatch.nothing()
        : new MasterBatch(live, store.lookup(live.get(), keys));
  }

  private Optional<Layout> live(DatasetId master) {
    try {
      return layouts.live(master);
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
