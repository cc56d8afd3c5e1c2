package io.obsrv.metrics;

import com.codahale.metrics.MetricRegistry;
import io.obsrv.dataset.DatasetId;
import io.obsrv.telemetry.AnsweredQuery;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.StageWork;
import io.obsrv.telemetry.Telemetry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the figures of datasets in a Dropwizard registry. For one library instance, and for many
 * threads.
 *
 * <table>
 * <caption>The metrics of a dataset, under {@code obsrv.<dataset>.}</caption>
 * <tr><th>name</th><th>type</th><th>what it measures</th></tr>
 * <tr><td>{@code load.rows}</td><td>meter</td><td>data load: accepted records</td></tr>
 * <tr><td>{@code load.bytes}</td><td>meter</td><td>data load: their size as they arrived</td></tr>
 * <tr><td>{@code processing.records}</td><td>meter</td><td>processing speed: accepted, duplicate and quarantined
 *     records, at their commit</td></tr>
 * <tr><td>{@code processing.<stage>}</td><td>timer</td><td>processing speed: time per record in a stage of the
 *     pipeline; from the stage's first record</td></tr>
 * <tr><td>{@code queries}</td><td>meter</td><td>queries per second: answered queries</td></tr>
 * <tr><td>{@code query.time}</td><td>timer</td><td>time per query</td></tr>
 * <tr><td>{@code query.rows}</td><td>meter</td><td>query throughput: rows returned</td></tr>
 * <tr><td>{@code query.bytes}</td><td>meter</td><td>query throughput: size of their values as UTF-8 text</td></tr>
 * <tr><td>{@code latency}</td><td>timer</td><td>time per record from arrival to commit; not of
 *     those replayed out of quarantine</td></tr>
 * <tr><td>{@code end_to_end_latency}</td><td>timer</td><td>time per batch from its newest event time to commit; 0 if
 *     that lies in the future</td></tr>
 * <tr><td>{@code freshness.event_seconds}</td><td>gauge</td><td>seconds since the newest committed event time; from
 *     the first one</td></tr>
 * <tr><td>{@code freshness.commit_seconds}</td><td>gauge</td><td>seconds since the last commit; from the first
 *     one</td></tr>
 * <tr><td>{@code duplicates}</td><td>counter</td><td>records whose key was known</td></tr>
 * <tr><td>{@code quarantined}</td><td>counter</td><td>records that failed</td></tr>
 * <tr><td>{@code quarantined.<CODE>}</td><td>counter</td><td>records that failed for this cause; from the first
 *     one</td></tr>
 * </table>
 *
 * <p>Everything is counted from the dataset's first use by this instance: metrics are not
 * persisted, unlike the counters of {@code monitor()}. Timers are in nanoseconds. Those per record
 * count records; their percentiles are of the records of the last 1,024 batches, each taken to have
 * its batch's mean time.
 *
 * <p>A dataset's metrics are removed from the registry when it is released. If one of them cannot
 * be added, because its name is taken, a warning is logged and none of them is in the registry;
 * {@link #figures} works all the same.
 */
public final class DropwizardTelemetry implements Telemetry, AutoCloseable {
  private static final String DEFAULT_PREFIX = "obsrv";
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

  private final Clock clock;
  private final MeasuredDatasets datasets;

  private DropwizardTelemetry(MetricRegistry registry, String prefix, Clocks clocks) {
    clock = clocks.day();
    datasets =
        new MeasuredDatasets(
            clock,
            id -> DatasetMetrics.in(new RegistryEntries(registry, prefix + "." + id), clocks));
  }

  /**
   * Keeps metrics under {@code obsrv}.
   *
   * @param registry where to; what else is in it is not touched
   * @return telemetry for one library instance
   */
  public static DropwizardTelemetry on(MetricRegistry registry) {
    return on(registry, DEFAULT_PREFIX);
  }

  /**
   * Keeps metrics under another prefix, as several library instances on one registry must.
   *
   * @param registry where to; what else is in it is not touched
   * @param prefix words of letters, digits, {@code _} and {@code -}, joined by dots
   * @return telemetry for one library instance
   * @throws IllegalArgumentException if the prefix has another form
   */
  public static DropwizardTelemetry on(MetricRegistry registry, String prefix) {
    return on(registry, prefix, Clock.systemUTC());
  }

  /**
   * Keeps metrics of a library instance that does not use the system's clock.
   *
   * @param registry where to; what else is in it is not touched
   * @param prefix words of letters, digits, {@code _} and {@code -}, joined by dots
   * @param clock the clock of the library instance; with another one, freshness is wrong and a
   *     dataset that was released may not be measured again
   * @return telemetry for one library instance
   * @throws IllegalArgumentException if the prefix has another form
   */
  public static DropwizardTelemetry on(MetricRegistry registry, String prefix, Clock clock) {
    return on(registry, prefix, new Clocks(clock, com.codahale.metrics.Clock.defaultClock()));
  }

  static DropwizardTelemetry on(MetricRegistry registry, String prefix, Clocks clocks) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "Prefix '%s' cannot be used: it must be words of letters, digits, '_' and '-', joined by dots."
              .formatted(prefix));
    }
    return new DropwizardTelemetry(registry, prefix, clocks);
  }

  /**
   * The four figures of a dataset.
   *
   * @param dataset which
   * @return its figures; empty before its first use and after its release
   */
  public Optional<DatasetFigures> figures(DatasetId dataset) {
    return datasets.find(dataset).map(metrics -> metrics.figures(dataset));
  }

  @Override
  public void committed(DatasetId dataset, CommittedBatch batch) {
    Instant began = batch.receivedAt().orElse(batch.committedAt());
    datasets.tell(dataset, began, metrics -> metrics.load().committed(batch));
  }

  @Override
  public void processed(DatasetId dataset, StageWork work) {
    // When its batch arrived is not known, so it never brings a released dataset back.
    datasets.tell(dataset, Instant.MIN, metrics -> metrics.stages().processed(work));
  }

  @Override
  public void queried(DatasetId dataset, AnsweredQuery query) {
    Instant asked = clock.instant().minus(query.time());
    datasets.tell(dataset, asked, metrics -> metrics.queries().queried(query));
  }

  @Override
  public void released(DatasetId dataset) {
    datasets.release(dataset);
  }

  /**
   * Removes everything it added to the registry, and adds nothing any more: for telemetry that is
   * given up before its registry. Can be repeated.
   */
  @Override
  public void close() {
    datasets.close();
  }
}
