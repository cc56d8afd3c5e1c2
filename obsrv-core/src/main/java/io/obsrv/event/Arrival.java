package io.obsrv.event;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.dataset.HeldLease;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How the records of a batch came to the dataset. */
public sealed interface Arrival {

  /**
   * Pushed by the application.
   *
   * @param receivedAt when, in microseconds
   * @param batchId names the batch, which is written once however often it is pushed; empty for a
   *     batch without a name
   */
  record Pushed(Instant receivedAt, Optional<String> batchId) implements Arrival {
    /** Cuts the instant to what every store can keep. */
    public Pushed {
      receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Origin origin(int index) {
      return new Origin(Commit.PUSH, receivedAt);
    }
  }

  /**
   * Read from a source.
   *
   * @param receivedAt when, in microseconds
   * @param step the step in reading the source
   * @param lease under which it was read: the batch is written only if nobody else has been given
   *     it, and makes it last; empty where no other process can read the source
   */
  record Pulled(Instant receivedAt, Progress step, Optional<HeldLease> lease) implements Arrival {
    /** Cuts the instant to what every store can keep. */
    public Pulled {
      receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Origin origin(int index) {
      return new Origin(step.source(), receivedAt);
    }
  }

  /**
   * Taken out of quarantine to be tried again. The batch is written only if all of them still are
   * there.
   *
   * @param records the records, each once, in the order of the batch
   * @param actor who asked for it
   */
  record Replayed(List<QuarantinedEvent> records, String actor) implements Arrival {
    /** Copies the list, and refuses repeated records. */
    public Replayed {
      records = List.copyOf(records);
      Set<Long> seen = new HashSet<>();
      for (QuarantinedEvent record : records) {
        checkArgument(
            seen.add(record.id()),
            "record %s is replayed twice in one batch, must be once",
            record.id());
      }
    }

    @Override
    public Origin origin(int index) {
      QuarantinedEvent record = records.get(index);
      return new Origin(record.source(), record.receivedAt());
    }
  }

  /**
   * An envelope taken out of quarantine to be opened again: the batch is what is in it. It is
   * written only if the envelope still is there.
   *
   * @param envelope the envelope
   * @param actor who asked for it
   */
  record Unpacked(QuarantinedEvent envelope, String actor) implements Arrival {
    @Override
    public Origin origin(int index) {
      return new Origin(envelope.source(), envelope.receivedAt());
    }
  }

  /**
   * Where a record came from.
   *
   * @param index its position in the batch
   * @return its source and when it arrived first
   */
  Origin origin(int index);

  /**
   * The step in reading a source.
   *
   * @return the step; empty if the batch is of no source
   */
  default Optional<Progress> progress() {
    return this instanceof Pulled pulled ? Optional.of(pulled.step()) : Optional.empty();
  }

  /**
   * The lease under which the batch was read.
   *
   * @return the lease; empty if it needs none
   */
  default Optional<HeldLease> heldLease() {
    return this instanceof Pulled pulled ? pulled.lease() : Optional.empty();
  }

  /**
   * The batch's name.
   *
   * @return the name; empty if it has none
   */
  default Optional<String> batchId() {
    return this instanceof Pushed pushed ? pushed.batchId() : Optional.empty();
  }

  /**
   * The records that leave quarantine with this batch.
   *
   * @return the records in the order of the batch, or the envelope it was in; none for a batch that
   *     arrives
   */
  default List<QuarantinedEvent> released() {
    if (this instanceof Unpacked unpacked) {
      return List.of(unpacked.envelope());
    }
    return this instanceof Replayed replayed ? replayed.records() : List.of();
  }

  /**
   * Who asked for the batch.
   *
   * @return a name; empty for a batch that arrives
   */
  default Optional<String> askedBy() {
    if (this instanceof Unpacked unpacked) {
      return Optional.of(unpacked.actor());
    }
    return this instanceof Replayed replayed ? Optional.of(replayed.actor()) : Optional.empty();
  }

  /**
   * The record in quarantine that a rejected one has been before.
   *
   * @param rejected a record of the batch
   * @return the record that has failed again; empty for one that fails for the first time
   */
  default Optional<QuarantinedEvent> before(Rejected rejected) {
    if (this instanceof Unpacked unpacked) {
      return rejected.record().form() == Form.ENVELOPE
          ? Optional.of(unpacked.envelope())
          : Optional.empty();
    }
    return this instanceof Replayed replayed
        ? Optional.of(replayed.records().get(rejected.index()))
        : Optional.empty();
  }
}
