package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.event.Candidate;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Event;
import io.obsrv.event.Rejected;
import io.obsrv.event.Stage;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import io.obsrv.telemetry.StageWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One batch on its way through the stages, part by part. The parts wait for each other where rows
 * of master datasets are looked up, which is done once for all records. Owned by the thread that
 * brought the batch; while parts are worked on, each owns what is at the positions of its records.
 */
final class BatchRun {
  private final PipelineStages stages;
  private final List<Event> records;
  private final Parts parts;
  private final List<StageRun> runs;
  private final JsonNode[] json;
  private final Draft[] drafts;
  private final BatchRejection whole = new BatchRejection();
  private final Map<Stage, StageWork> work = new EnumMap<>(Stage.class);

  BatchRun(PipelineStages stages, List<Event> records, Parts parts) {
    this.stages = stages;
    this.records = records;
    this.parts = parts;
    this.json = new JsonNode[records.size()];
    this.drafts = new Draft[records.size()];
    this.runs = StageRun.divide(records, parts.count(records.size()), this::key);
  }

  private Optional<String> key(int index) {
    return Optional.ofNullable(drafts[index]).flatMap(Draft::key);
  }

  /**
   * Takes it through all stages.
   *
   * @param envelopes which of its records arrived in which named envelope
   * @param unpacking how long it took to open the envelopes
   */
  Processed process(List<EnvelopeRange> envelopes, Duration unpacking) {
    took(Stage.EXTRACT, unpacking);
    Consumer<StageRun> next = this::read;
    for (List<Enrich> wave : stages.waves()) {
      List<Enrich.Batch> lookups = wave.stream().map(e -> e.batch(records.size())).toList();
      each(next.andThen(run -> collect(run, lookups)));
      find(lookups);
      next = run -> enrich(run, lookups);
    }
    each(next.andThen(this::change));
    whole.rejection().ifPresent(rejection -> runs.forEach(run -> run.reject(rejection)));
    return result(envelopes);
  }

  private void each(Consumer<StageRun> step) {
    parts.each(
        runs,
        run -> {
          run.resume();
          step.accept(run);
        });
  }

  private void read(StageRun run) {
    run.each(Stage.EXTRACT, i -> json[i] = stages.extract().apply(records.get(i)));
    run.each(
        Stage.VALIDATE,
        i -> {
          JsonNode record = stages.validate().complete(json[i]);
          drafts[i] = new Draft(i, record, stages.validate().apply(record));
        });
    run.each(Stage.DEDUPLICATE, i -> stages.deduplicate().apply(drafts[i]));
  }

  private void collect(StageRun run, List<Enrich.Batch> lookups) {
    for (Enrich.Batch lookup : lookups) {
      run.each(Stage.ENRICH, i -> lookup.collect(drafts[i]));
    }
  }

  private void find(List<Enrich.Batch> lookups) {
    long start = System.nanoTime();
    lookups.forEach(Enrich.Batch::find);
    took(Stage.ENRICH, Duration.ofNanos(System.nanoTime() - start));
  }

  private void enrich(StageRun run, List<Enrich.Batch> lookups) {
    for (Enrich.Batch lookup : lookups) {
      run.each(Stage.ENRICH, i -> lookup.apply(drafts[i]));
    }
  }

  private void change(StageRun run) {
    if (stages.transforms()) {
      run.each(Stage.TRANSFORM, i -> stages.transform().apply(drafts[i]));
    }
    if (stages.checks()) {
      run.each(Stage.CHECK, i -> stages.check().apply(drafts[i], whole));
    }
    run.conclude(i -> drafts[i].candidate(records.get(i).size()), rollups());
  }

  /** Those that only get rows. What goes where rows are replaced, only the store knows. */
  private List<Rollup> rollups() {
    return stages.layout().upserts() ? List.of() : stages.layout().rollups();
  }

  private Processed result(List<EnvelopeRange> envelopes) {
    List<Candidate> candidates = new ArrayList<>(records.size());
    List<Rejected> rejected = new ArrayList<>();
    List<RollupChange> additions = new ArrayList<>(runs.get(0).additions());
    for (StageRun run : runs) {
      candidates.addAll(run.candidates());
      rejected.addAll(run.rejected());
      run.work().forEach(this::took);
    }
    for (StageRun run : runs.subList(1, runs.size())) {
      for (int i = 0; i < additions.size(); i++) {
        additions.get(i).add(run.additions().get(i));
      }
    }
    rejected.sort(Comparator.comparingInt(Rejected::index));
    return new Processed(
        records, candidates, rejected, envelopes, additions, List.copyOf(work.values()));
  }

  private void took(Stage stage, Duration time) {
    took(stage, new StageWork(stage.label(), 0, time));
  }

  private void took(Stage stage, StageWork more) {
    work.merge(stage, more, StageWork::plus);
  }
}
