package io.obsrv.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.event.Candidate;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.event.Rejected;
import io.obsrv.event.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of one version of a dataset, compiled once: a pure function from arriving events to
 * rows and rejections. Immutable, for many threads.
 */
public final class Pipeline {
  private final Layout layout;
  private final Extract extract;
  private final Validate validate;
  private final Deduplicate deduplicate;

  /**
   * The stages of a version.
   *
   * @param layout the version
   */
  public Pipeline(Layout layout) {
    DatasetDefinition definition = layout.definition();
    this.layout = layout;
    this.extract = new Extract(definition.maxEventBytes(), new CellsReader(definition.schema()));
    this.validate = new Validate(definition.schema(), definition.mode());
    this.deduplicate = new Deduplicate(definition);
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
   * @return what became of each event
   */
  public Processed process(List<Event> events) {
    List<Rejected> rejected = new ArrayList<>();
    StageRun run = new StageRun(events, rejected);
    JsonNode[] records = new JsonNode[events.size()];
    ReadRow[] rows = new ReadRow[events.size()];
    List<Candidate> candidates = new ArrayList<>(events.size());
    run.each(Stage.EXTRACT, i -> records[i] = extract.apply(events.get(i)));
    run.each(Stage.VALIDATE, i -> rows[i] = validate.apply(records[i]));
    run.each(
        Stage.DEDUPLICATE,
        i -> candidates.add(deduplicate.candidate(i, rows[i], events.get(i).size())));
    rejected.sort(java.util.Comparator.comparingInt(Rejected::index));
    return new Processed(candidates, rejected, run.work());
  }
}
