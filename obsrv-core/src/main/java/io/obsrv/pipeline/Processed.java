package io.obsrv.pipeline;

import io.obsrv.event.Candidate;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Event;
import io.obsrv.event.Rejected;
import io.obsrv.table.RollupChange;
import io.obsrv.telemetry.StageWork;
import java.util.List;

/**
 * What the stages made of a batch: every record is in exactly one of {@code candidates} and {@code
 * rejected}, in the order of the batch.
 *
 * @param records the records of the batch: the events that arrived, or what was in their envelopes
 * @param candidates the records that passed
 * @param rejected the records that failed
 * @param envelopes which records arrived in which named envelope
 * @param additions what the candidates change in each aggregate table if all of them are added;
 *     empty where that was not found out
 * @param work how long each stage took
 */
public record Processed(
    List<Event> records,
    List<Candidate> candidates,
    List<Rejected> rejected,
    List<EnvelopeRange> envelopes,
    List<RollupChange> additions,
    List<StageWork> work) {
  /** Copies the lists. */
  public Processed {
    records = List.copyOf(records);
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
    envelopes = List.copyOf(envelopes);
    additions = List.copyOf(additions);
    work = List.copyOf(work);
  }
}
