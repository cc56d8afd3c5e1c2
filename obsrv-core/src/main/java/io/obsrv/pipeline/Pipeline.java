package io.obsrv.pipeline;

import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stages of one version of a dataset, compiled once: from arriving events to rows and
 * rejections. What a dataset does not declare is no stage of its. Immutable, for many threads.
 */
public final class Pipeline {
  private final PipelineStages stages;
  private final Optional<Unpack> unpack;
  private final Claims claims;

  /**
   * The stages of a version that enriches and encrypts nothing.
   *
   * @param layout the version
   * @throws io.obsrv.error.InvalidException if it needs a secret
   */
  public Pipeline(Layout layout) {
    this(layout, MasterRows.none(), SecretResolver.none());
  }

  /**
   * The stages of a version.
   *
   * @param layout the version
   * @param masters finds the rows of master datasets
   * @param secrets finds the keys of transformations, now and not again later
   * @throws io.obsrv.error.InvalidException if a secret is missing or of a wrong length, with all
   *     problems
   */
  public Pipeline(Layout layout, MasterRows masters, SecretResolver secrets) {
    DatasetDefinition definition = layout.definition();
    Problems problems = new Problems();
    Check check = new Check(definition, problems.under("rules"));
    this.unpack = definition.envelope().map(Unpack::new);
    this.stages =
        new PipelineStages(
            layout,
            new Extract(definition.maxEventBytes(), new CellsReader(definition.schema())),
            new Validate(definition.schema(), definition.mode()),
            new Deduplicate(definition),
            Enrich.waves(definition, masters),
            new Transform(definition, secrets, problems.under("transformations")),
            check);
    this.claims = new Claims(check, definition.rules());
    problems.refuseIfAny(
        "Version %d of dataset '%s' cannot be run".formatted(layout.version(), layout.id()));
  }

  /**
   * The version.
   *
   * @return its layout
   */
  public Layout layout() {
    return stages.layout();
  }

  /**
   * Sends a batch through the stages.
   *
   * @param events the batch
   * @param parts how the work on its records is divided, which makes no difference to the result;
   *     of several reasons to throw, another one may be told
   * @return what became of each record in it
   * @throws EnrichmentFailedException if a master dataset has no row that the batch cannot do
   *     without
   */
  public Processed process(List<Event> events, Parts parts) {
    long start = System.nanoTime();
    return process(
        unpack.map(open -> open.apply(events)).orElseGet(() -> Unpack.nothing(events)),
        parts,
        start);
  }

  /**
   * Sends records through the stages that have been taken out of their envelopes before.
   *
   * @param records the records
   * @return what became of each record
   * @throws EnrichmentFailedException if a master dataset has no row that the batch cannot do
   *     without
   */
  public Processed again(List<Event> records) {
    return process(Unpack.nothing(records), Parts.whole(), System.nanoTime());
  }

  /**
   * Sends what is in an envelope through the stages, which could not be opened before.
   *
   * @param envelope the envelope
   * @return what became of each record in it, or of the envelope if it still cannot be opened
   * @throws EnrichmentFailedException if a master dataset has no row that the batch cannot do
   *     without
   */
  public Processed opened(Event envelope) {
    long start = System.nanoTime();
    List<Event> alone = List.of(envelope);
    return process(
        unpack.map(open -> open.again(envelope)).orElseGet(() -> Unpack.nothing(alone)),
        Parts.whole(),
        start);
  }

  private Processed process(Unpack.Unpacked unpacked, Parts parts, long start) {
    Duration unpacking = Duration.ofNanos(System.nanoTime() - start);
    return new BatchRun(stages, unpacked.records(), parts).process(unpacked.ranges(), unpacking);
  }

  /**
   * What becomes of a batch in which the store found claims taken: each is treated as its rule
   * says. Claims that are not of the batch are passed over.
   *
   * @param processed the batch
   * @param taken the claims
   * @return the batch without these claims
   */
  public Processed resolve(Processed processed, Set<TakenClaim> taken) {
    return claims.resolve(processed, taken);
  }
}
