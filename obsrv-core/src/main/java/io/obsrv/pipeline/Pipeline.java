package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.event.Candidate;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Rejected;
import io.obsrv.event.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stages of one version of a dataset, compiled once: from arriving events to rows and
 * rejections. What a dataset does not declare is no stage of its. Immutable, for many threads.
 */
public final class Pipeline {
  private final Layout layout;
  private final Optional<Unpack> unpack;
  private final Extract extract;
  private final Validate validate;
  private final Deduplicate deduplicate;
  private final List<Enrich> enrichments;
  private final Transform transform;
  private final Check check;
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
    this.layout = layout;
    this.unpack = definition.envelope().map(Unpack::new);
    this.extract = new Extract(definition.maxEventBytes(), new CellsReader(definition.schema()));
    this.validate = new Validate(definition.schema(), definition.mode());
    this.deduplicate = new Deduplicate(definition);
    this.enrichments =
        definition.enrichments().stream()
            .map(enrichment -> new Enrich(definition, enrichment, masters))
            .toList();
    this.transform = new Transform(definition, secrets, problems.under("transformations"));
    this.check = new Check(definition, problems.under("rules"));
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
    return layout;
  }

  /**
   * Sends a batch through the stages.
   *
   * @param events the batch
   * @return what became of each record in it
   * @throws EnrichmentFailedException if a master dataset has no row that the batch cannot do
   *     without
   */
  public Processed process(List<Event> events) {
    long start = System.nanoTime();
    return process(
        unpack.map(open -> open.apply(events)).orElseGet(() -> Unpack.nothing(events)), start);
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
    return process(Unpack.nothing(records), System.nanoTime());
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
        unpack.map(open -> open.again(envelope)).orElseGet(() -> Unpack.nothing(alone)), start);
  }

  private Processed process(Unpack.Unpacked unpacked, long start) {
    List<Event> records = unpacked.records();
    List<Rejected> rejected = new ArrayList<>();
    JsonNode[] json = new JsonNode[records.size()];
    ReadRow[] rows = new ReadRow[records.size()];
    Draft[] drafts = new Draft[records.size()];
    StageRun run =
        new StageRun(
            records, rejected, i -> Optional.ofNullable(drafts[i]).flatMap(Draft::key), start);
    List<Candidate> candidates = new ArrayList<>(records.size());
    run.each(Stage.EXTRACT, i -> json[i] = extract.apply(records.get(i)));
    run.each(
        Stage.VALIDATE,
        i -> {
          json[i] = validate.complete(json[i]);
          rows[i] = validate.apply(json[i]);
        });
    run.each(
        Stage.DEDUPLICATE,
        i -> {
          drafts[i] = new Draft(i, json[i], rows[i]);
          deduplicate.apply(drafts[i]);
        });
    change(run, drafts);
    run.passed(i -> candidates.add(drafts[i].candidate(records.get(i).size())));
    rejected.sort(Comparator.comparingInt(Rejected::index));
    return new Processed(records, candidates, rejected, unpacked.ranges(), run.work());
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

  private void change(StageRun run, Draft[] drafts) {
    for (Enrich enrichment : enrichments) {
      Enrich.Batch batch = enrichment.batch();
      run.each(Stage.ENRICH, i -> batch.collect(drafts[i]));
      run.each(Stage.ENRICH, i -> batch.apply(drafts[i]));
    }
    if (!layout.definition().transformations().isEmpty()) {
      run.each(Stage.TRANSFORM, i -> transform.apply(drafts[i]));
    }
    if (!layout.definition().rules().isEmpty()) {
      BatchRejection whole = new BatchRejection();
      run.each(Stage.CHECK, i -> check.apply(drafts[i], whole));
      if (whole.rejection().isPresent()) {
        run.each(
            Stage.CHECK,
            i -> {
              throw new RejectedException(whole.rejection().get());
            });
      }
    }
  }
}
