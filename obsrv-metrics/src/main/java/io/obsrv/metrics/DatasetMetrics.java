package io.obsrv.metrics;

import io.obsrv.dataset.DatasetId;

/** All metrics of one dataset, from its first use until it is released. */
record DatasetMetrics(
    RegistryEntries entries, LoadMetrics load, StageMetrics stages, QueryMetrics queries) {

  static DatasetMetrics in(RegistryEntries entries, Clocks clocks) {
    return new DatasetMetrics(
        entries,
        new LoadMetrics(entries, clocks),
        new StageMetrics(entries, clocks),
        new QueryMetrics(entries, clocks));
  }

  DatasetFigures figures(DatasetId dataset) {
    return new DatasetFigures(
        dataset,
        load.dataLoad(),
        new ProcessingSpeed(load.records(), stages.times()),
        queries.queries(),
        queries.throughput());
  }
}
