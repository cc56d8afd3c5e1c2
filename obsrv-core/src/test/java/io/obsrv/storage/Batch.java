package io.obsrv.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.dataset.HeldLease;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Arrival;
import io.obsrv.event.Candidate;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Claim;
import io.obsrv.event.Commit;
import io.obsrv.event.Effect;
import io.obsrv.event.EnvelopeRange;
import io.obsrv.event.Event;
import io.obsrv.event.Form;
import io.obsrv.event.Layout;
import io.obsrv.event.Progress;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a commit as the pipeline would: keys from the key columns, positions in the order of the
 * calls.
 */
public final class Batch {
  /** The size that every record is said to have. */
  public static final int BYTES = 100;

  private final Layout layout;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<EnvelopeRange> envelopes = new ArrayList<>();
  private List<QuarantinedEvent> released = List.of();
  private Optional<String> batchId = Optional.empty();
  private Instant receivedAt = TestClock.BEGIN;
  private Optional<Progress> progress = Optional.empty();
  private Optional<HeldLease> lease = Optional.empty();

  private Batch(Layout layout) {
    this.layout = layout;
  }

  /** An empty batch under a version. */
  public static Batch under(Layout layout) {
    return new Batch(layout);
  }

  /** A batch of these rows. */
  public static Commit of(Layout layout, Row... rows) {
    Batch batch = under(layout);
    List.of(rows).forEach(batch::row);
    return batch.commit();
  }

  /** Adds a record that passed. */
  public Batch row(Row row) {
    return row(row, null);
  }

  /** Adds a record that passed, with fields outside of the schema. */
  public Batch row(Row row, String extra) {
    candidates.add(new Candidate(position(), row, key(row), Optional.ofNullable(extra), BYTES));
    return this;
  }

  /** Adds a record that failed. */
  public Batch rejected(RejectionCode code, String raw) {
    Rejection rejection = new Rejection(Stage.VALIDATE, code, "/mag", raw + " is not good");
    rejected.add(new Rejected(position(), Event.json(raw), rejection));
    return this;
  }

  /** Adds what should be an envelope, and could not be opened. */
  public Batch unopened(String raw) {
    Rejection rejection =
        new Rejection(Stage.EXTRACT, RejectionCode.MALFORMED_JSON, "", raw + " is not good");
    Event envelope =
        new Event.Broken(raw.getBytes(UTF_8), rejection.code(), rejection.message(), Form.ENVELOPE);
    rejected.add(new Rejected(position(), envelope, rejection));
    return this;
  }

  /** Adds a record that removes the row of its key. */
  public Batch removal(Row row) {
    return add(row, Effect.REMOVE, List.of(), List.of());
  }

  /** Adds a record that asks for a value of its own. */
  public Batch claiming(Row row, String rule, String value) {
    return add(row, Effect.PUT, List.of(), List.of(new Claim(rule, value)));
  }

  /** Adds a record that has been warned that another row has its value. */
  public Batch sharing(Row row, String rule, String value) {
    return add(row, Effect.PUT, List.of(rule), List.of(new Claim(rule, value)));
  }

  /** Adds a record that passed with a warning. */
  public Batch warned(Row row, String rule) {
    return add(row, Effect.PUT, List.of(rule), List.of());
  }

  private Batch add(Row row, Effect effect, List<String> warnings, List<Claim> claims) {
    candidates.add(
        new Candidate(
            position(), row, key(row), Optional.empty(), BYTES, effect, warnings, claims));
    return this;
  }

  /** Puts the last so many records into an envelope. */
  public Batch envelope(String id, int records) {
    envelopes.add(new EnvelopeRange(id, position() - records, position()));
    return this;
  }

  /** Names the batch. */
  public Batch named(String id) {
    batchId = Optional.of(id);
    return this;
  }

  /** Makes it a replay, by ravi, of records in quarantine. */
  public Batch replaying(List<QuarantinedEvent> records) {
    released = records;
    return this;
  }

  /** Says when it arrived. */
  public Batch receivedAt(Instant instant) {
    receivedAt = instant;
    return this;
  }

  /** Makes it a step in reading a split; {@code from} is null at the beginning. */
  public Batch progress(String sourceName, String split, String from, String to) {
    progress =
        Optional.of(
            new Progress(
                sourceName,
                split,
                Optional.ofNullable(from).map(Checkpoint::new),
                new Checkpoint(to)));
    return this;
  }

  /** Makes its step one under a lease. */
  public Batch leased(HeldLease held) {
    lease = Optional.of(held);
    return this;
  }

  /** The commit. */
  public Commit commit() {
    return new Commit(layout, arrival(), candidates, rejected, envelopes);
  }

  private Arrival arrival() {
    if (!released.isEmpty()) {
      return new Arrival.Replayed(released, "ravi");
    }
    return progress
        .<Arrival>map(step -> new Arrival.Pulled(receivedAt, step, lease))
        .orElseGet(() -> new Arrival.Pushed(receivedAt, batchId));
  }

  private int position() {
    return candidates.size() + rejected.size();
  }

  private Optional<String> key(Row row) {
    List<String> key = layout.definition().key();
    return key.isEmpty()
        ? Optional.empty()
        : Optional.of(
            KeyText.of(
                key.stream()
                    .map(name -> row.value(layout.definition().schema().indexOf(name)))
                    .toList()));
  }
}
