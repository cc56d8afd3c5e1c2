package io.obsrv.metrics;

import io.obsrv.dataset.DatasetId;

/**
 * The four figures of a dataset, for people; {@link #toString()} fits on one screen.
 *
 * @param dataset whose figures
 * @param dataLoad accepted rows, and their bytes as they arrived
 * @param processingSpeed records processed, and time per record
 * @param queries queries answered
 * @param queryThroughput rows and bytes returned by queries
 */
public record DatasetFigures(
    DatasetId dataset,
    Volume dataLoad,
    ProcessingSpeed processingSpeed,
    Rate queries,
    Volume queryThroughput) {

  /**
   * The figures as a table.
   *
   * @return lines that are separated by line feeds
   */
  @Override
  public String toString() {
    return FiguresTable.text(this);
  }
}
