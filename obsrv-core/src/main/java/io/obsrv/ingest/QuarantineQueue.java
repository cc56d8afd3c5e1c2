package io.obsrv.ingest;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Expiry;
import io.obsrv.event.Form;
import io.obsrv.event.QuarantineAction;
import io.obsrv.event.QuarantineCause;
import io.obsrv.event.QuarantineEntry;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Receipt;
import io.obsrv.pipeline.Pipeline;
import io.obsrv.policy.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The records of a dataset that failed, as a queue of work for one actor: find them, mend them, try
 * them again, give them up. Whatever happens to one leaves a trail. For many threads.
 */
public final class QuarantineQueue {
  private final IngestEngine engine;
  private final DatasetId id;
  private final String actor;

  QuarantineQueue(IngestEngine engine, DatasetId id, String actor) {
    this.engine = engine;
    this.id = id;
    this.actor = actor;
  }

  /**
   * Records, oldest first.
   *
   * @param filter which of them
   * @param after only those with a higher number; 0 from the beginning
   * @param limit at most so many, at least 1
   * @return the records
   */
  public List<QuarantinedEvent> read(QuarantineFilter filter, long after, int limit) {
    checkArgument(after >= 0, "after is %s, must be at least 0", after);
    checkArgument(limit >= 1, "limit is %s, must be at least 1", limit);
    return store().read(id, filter, after, limit);
  }

  /**
   * A record.
   *
   * @param record its number
   * @return the record, if it is in quarantine
   */
  public Optional<QuarantinedEvent> find(long record) {
    return pages().find(record);
  }

  /**
   * The causes there are, the most frequent one first.
   *
   * @return a line per stage and code
   */
  public List<QuarantineCause> causes() {
    return store().causes(id);
  }

  /**
   * What happened to a record, whether it is still here or not.
   *
   * @param record its number
   * @return the entries in their order
   */
  public List<QuarantineEntry> trail(long record) {
    return store().trail(id, record);
  }

  /**
   * Replaces a record's text. It stays here until it is replayed.
   *
   * @param seen the record as it was read
   * @param json its new text
   * @return false if the record is not here any more, or was changed since it was read
   */
  public boolean patch(QuarantinedEvent seen, String json) {
    return store().patch(id, seen, json.getBytes(UTF_8), actor);
  }

  /**
   * What a replay under the live version would make of records, as far as that can be told without
   * the other records of the dataset: which of them are known, or have a value that must be unique,
   * only the replay finds out. Nothing is changed. Records are read some at a time, as a replay
   * reads them: at most 1,000 or 8 MiB are in memory at once, beside the outcomes.
   *
   * @param filter which records
   * @return an outcome per record, without the record's text
   * @throws IngestRefusedException if the dataset is not live
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that a part
   *     cannot do without
   */
  public List<TrialOutcome> dryRun(QuarantineFilter filter) {
    return dryRun(filter, engine.using(id, lane -> lane.writer().pipeline()));
  }

  /**
   * What a replay would make of records if another version were live, such as a draft. Records are
   * read some at a time: at most 1,000 or 8 MiB are in memory at once, beside the outcomes.
   *
   * @param filter which records
   * @param version the version's number
   * @return an outcome per record, without the record's text
   * @throws io.obsrv.dataset.NotFoundException if there is no such version
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that a part
   *     cannot do without
   */
  public List<TrialOutcome> dryRun(QuarantineFilter filter, int version) {
    return dryRun(filter, engine.pipeline(id, version));
  }

  private List<TrialOutcome> dryRun(QuarantineFilter filter, Pipeline pipeline) {
    List<TrialOutcome> outcomes = new ArrayList<>();
    pages().eachPart(filter, part -> outcomes.addAll(Trial.run(pipeline, part)));
    return List.copyOf(outcomes);
  }

  /**
   * Tries records again under the live version, some at a time, each part in one transaction: at
   * most 1,000 or 8 MiB of them. Those that come meanwhile are left for another time. Each record
   * ends accepted, known, or in quarantine again, with the time at which it first arrived. An
   * envelope that can be opened by now leaves, and each record in it ends so.
   *
   * @param filter which records
   * @return what became of them, and of the records in envelopes; records that somebody else took
   *     meanwhile are left out
   * @throws IngestRefusedException if the dataset is not live
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that a part
   *     cannot do without; nothing of that part is changed, parts before it are done
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing
   */
  public Replayed replay(QuarantineFilter filter) {
    List<Replayed> parts = new ArrayList<>();
    pages().eachPart(filter, part -> parts.add(replay(part)));
    return parts.stream().reduce(Replayed.NOTHING, Replayed::plus);
  }

  /**
   * Tries some records again, as {@link #replay(QuarantineFilter)} does.
   *
   * @param records their numbers; one that is named again is tried once
   * @return what became of them; numbers that are not here are left out
   * @throws IngestRefusedException if the dataset is not live
   * @throws io.obsrv.pipeline.EnrichmentFailedException if a master dataset has no row that a part
   *     cannot do without; nothing of that part is changed, parts before it are done
   * @throws io.obsrv.event.CommitOutcomeUnknownException if the storage failed while committing
   */
  public Replayed replay(long... records) {
    List<Replayed> parts = new ArrayList<>();
    pages().eachPart(LongStream.of(records), part -> parts.add(replay(part)));
    return parts.stream().reduce(Replayed.NOTHING, Replayed::plus);
  }

  /** Each envelope is a batch of its own, as it would have been when it arrived. */
  private Replayed replay(List<QuarantinedEvent> records) {
    Map<Boolean, List<QuarantinedEvent>> envelopes =
        records.stream()
            .collect(Collectors.partitioningBy(record -> record.form() == Form.ENVELOPE));
    Replayed total =
        untilUnchanged(
            envelopes.getOrDefault(false, List.of()), seen -> engine.replay(id, seen, actor));
    for (QuarantinedEvent envelope : envelopes.getOrDefault(true, List.of())) {
      total =
          total.plus(
              untilUnchanged(List.of(envelope), seen -> engine.unpack(id, seen.get(0), actor)));
    }
    return total;
  }

  /** Tries records as often as somebody else changes them meanwhile. */
  private Replayed untilUnchanged(
      List<QuarantinedEvent> records, Function<List<QuarantinedEvent>, Optional<Receipt>> attempt) {
    List<QuarantinedEvent> present = records;
    while (!present.isEmpty()) {
      Optional<Receipt> receipt = attempt.apply(present);
      if (receipt.isPresent()) {
        return Replayed.of(receipt.get());
      }
      present = present.stream().flatMap(seen -> find(seen.id()).stream()).toList();
    }
    return Replayed.NOTHING;
  }

  /**
   * Gives records up.
   *
   * @param filter which records
   * @param reason why, for the trail
   * @return how many there were
   */
  public long discard(QuarantineFilter filter, String reason) {
    return remove(filter, QuarantineAction.DISCARDED, reason);
  }

  /**
   * Gives up records that arrived too long ago.
   *
   * @param age how long a record may be here at most, not negative
   * @return how many there were
   */
  public long expire(Duration age) {
    checkArgument(!age.isNegative(), "age is %s, must not be negative", age);
    return remove(
        QuarantineFilter.ALL.before(engine.now().minus(age)),
        QuarantineAction.EXPIRED,
        olderThan(age));
  }

  /**
   * Gives up records that arrived before what a version's retention keeps, for as long as that
   * version is live and nobody else was given the same work.
   *
   * @param expiry what is due
   * @return how many there were
   */
  public long expire(Expiry expiry) {
    Optional<Retention> retention = expiry.layout().definition().retention();
    if (retention.isEmpty()) {
      return 0;
    }
    String reason = olderThan(retention.get().period());
    return eachPage(
        QuarantineFilter.ALL.before(expiry.before().orElseThrow()),
        records -> store().expire(expiry, records, actor, reason));
  }

  private static String olderThan(Duration age) {
    return "older than " + age;
  }

  private long remove(QuarantineFilter filter, QuarantineAction action, String reason) {
    return eachPage(filter, records -> store().remove(id, records, action, actor, reason));
  }

  private long eachPage(QuarantineFilter filter, Function<List<Long>, List<Long>> removal) {
    AtomicLong removed = new AtomicLong();
    pages()
        .eachPage(
            filter,
            page ->
                removed.addAndGet(
                    removal.apply(page.stream().map(QuarantineSize::record).toList()).size()));
    return removed.get();
  }

  private QuarantinePages pages() {
    return new QuarantinePages(store(), id);
  }

  private QuarantineStore store() {
    return engine.quarantine();
  }
}
