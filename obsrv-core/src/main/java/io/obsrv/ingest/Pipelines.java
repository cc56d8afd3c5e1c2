package io.obsrv.ingest;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.pipeline.MasterRows;
import io.obsrv.pipeline.Pipeline;

/** Makes the pipelines of versions, with what they need from outside, which they share. */
final class Pipelines {
  private final Layouts layouts;
  private final SecretResolver secrets;
  private final MasterRows masters;

  Pipelines(DataStore store, Layouts layouts, SecretResolver secrets) {
    this.masters = new Masters(store, layouts);
    this.layouts = layouts;
    this.secrets = secrets;
  }

  Pipeline of(Layout layout) {
    return new Pipeline(layout, masters, secrets);
  }

  Pipeline of(DatasetId id, int version) {
    return of(layouts.of(id, version));
  }
}
