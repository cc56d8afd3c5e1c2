package io.obsrv.pipeline;

import io.obsrv.event.Candidate;
import io.obsrv.event.Rejected;
import io.obsrv.telemetry.StageWork;
import java.util.List;

/**
 * What the stages made of a batch: every event is in exactly one of the first two lists, in the
 * order of the batch.
 *
 * @param candidates the events that passed
 * @param rejected the events that failed
 * @param work how long each stage took
 */
public record Processed(List<Candidate> candidates, List<Rejected> rejected, List<StageWork> work) {
  /** Copies the lists. */
  public Processed {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
    work = List.copyOf(work);
  }
}
