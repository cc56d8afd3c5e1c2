package io.obsrv.benchmarks;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.lifecycle.Datasets;

/** Takes a definition through its review. */
final class Publication {
  private Publication() {}

  static void of(Obsrv obsrv, DefinitionBuilder definition) {
    Datasets datasets = obsrv.datasets();
    String id = datasets.create(definition).id().value();
    datasets.submit(id);
    datasets.approve(id, "");
    datasets.publish(id);
  }
}
