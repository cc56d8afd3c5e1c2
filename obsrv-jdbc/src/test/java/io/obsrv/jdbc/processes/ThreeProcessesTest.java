package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.event.Checkpoint;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.TestPostgres;
import io.obsrv.storage.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes that feed two datasets, bring rows of one on to destinations, and let go of what
 * is past its retention in the other; of which one after the other is killed, or stopped for longer
 * than a lease lasts, or told to publish, at random. The system property {@code
 * obsrv.processes.seconds} says for how long, {@code obsrv.processes.seed} in which order.
 */
class ThreeProcessesTest {
  private static final int SHORT = 20;
  private static final int SECONDS = Integer.getInteger("obsrv.processes.seconds", SHORT);
  private static final long SEED = Long.getLong("obsrv.processes.seed", 1);

  /** So many kinds of disturbance come first. */
  private static final int KINDS = 2;

  private static final DatasetId ID = DatasetId.of(Shared.ID);
  private static final Duration FAIL_OVER = Shared.LEASE.multipliedBy(2);

  private final String database = TestPostgres.database();
  private final String url = TestPostgres.url(database);
  private final Random random = new Random(SEED);
  private final List<Sharer> sharers = new ArrayList<>();
  private final List<Duration> afterKills = new ArrayList<>();
  private final List<Duration> afterStops = new ArrayList<>();
  private final Storage storage = JdbcStorage.postgres(url, "postgres", "");
  private int kills;
  private int stops;
  private int publications;

  @TempDir private Path directory;

  @AfterEach
  void end() throws Exception {
    for (Sharer sharer : sharers) {
      sharer.kill();
    }
    storage.close();
    TestPostgres.drop(database);
  }

  @Test
  void have_one_history_however_they_are_killed_stopped_and_started() throws Exception {
    Path growing = Files.createFile(directory.resolve("growing"));
    publish(growing);
    for (String name : Shared.PROCESSES) {
      sharers.add(new Sharer(url, name));
    }
    Growth growth = Growth.of(growing);
    disturb();
    growth.end();
    int total = (int) Files.size(growing);
    finish(total);
    System.out.printf(
        "%d kills, %d stops, %d versions published, fail-over %s after kills, %s after stops,"
            + " of %d rows came again: %d, %d%n",
        kills,
        stops,
        published(),
        afterKills,
        afterStops,
        accepted(),
        new LedgerAudit(url, Ledger.KNOWING).repeated(),
        new LedgerAudit(url, Ledger.LATE).repeated());
    SharedAudit.check(total, pushed(), storage, url);
    FadingAudit.check(pushed(), storage);
    checkFailOver();
    assertThat(published())
        .as("versions published, where others said %s", refused())
        .isGreaterThan(1);
  }

  private void disturb() throws Exception {
    any().tell(Integer.toString(++publications));
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    rest(2_000);
    for (int step = 0; step < KINDS || System.nanoTime() < deadline; step++) {
      if (random.nextBoolean()) {
        any().tell(Integer.toString(++publications));
      }
      disturb(step);
      rest(300 + random.nextInt(300));
    }
  }

  private Map<String, Integer> pushed() {
    return sharers.stream().collect(Collectors.toMap(Sharer::name, Sharer::pushed));
  }

  private List<String> refused() {
    return sharers.stream().flatMap(sharer -> sharer.refused().stream()).toList();
  }

  private void publish(Path growing) {
    Ledger ledger = new Ledger(url);
    ledger.create();
    try (Obsrv obsrv =
        Obsrv.on(JdbcStorage.postgres(url, "postgres", ""))
            .connector(new Numbers(opened -> {}))
            .connector(ledger)
            .sourcesStartOnCall()
            .open()) {
      Fixtures.publish(obsrv, new Shared(growing).definition());
      Fixtures.publish(obsrv, Fading.definition());
    }
  }

  /** The first ones are one of each kind, whatever the seed. */
  private void disturb(int step) throws Exception {
    switch (step < KINDS ? step : random.nextInt(4)) {
      case 0 -> killReader();
      case 1 -> stopReader();
      case 2 -> kill(any());
      default -> stop(any());
    }
  }

  private Sharer any() {
    return sharers.get(random.nextInt(sharers.size()));
  }

  /** Who reads the stream is who opened it last. */
  private Sharer reader() {
    Comparator<Sharer> byTime = Comparator.comparing(sharer -> sharer.opened(Shared.STREAM));
    Patience.until(
        "the stream is read",
        () -> sharers.stream().anyMatch(sharer -> sharer.opened(Shared.STREAM) > 0));
    return sharers.stream().max(byTime).orElseThrow();
  }

  private void killReader() throws Exception {
    Sharer reader = reader();
    long begin = System.nanoTime();
    reader.kill();
    kills++;
    awaitAnother(begin, afterKills);
    reader.start();
  }

  private void stopReader() throws Exception {
    Sharer reader = reader();
    long begin = System.nanoTime();
    reader.signal("STOP");
    stops++;
    // What was on its way to the database may still arrive there.
    rest(200);
    awaitAnother(begin, afterStops);
    rest(random.nextInt(1_000));
    reader.signal("CONT");
  }

  /** What comes is read by another one soon. */
  private void awaitAnother(long begin, List<Duration> failOvers) {
    Optional<Checkpoint> at = stream();
    Patience.until("another process reads on", () -> !stream().equals(at));
    failOvers.add(Duration.ofNanos(System.nanoTime() - begin));
  }

  private Optional<Checkpoint> stream() {
    return storage.data().checkpoint(ID, Shared.STREAM, Numbers.split(0));
  }

  private void kill(Sharer sharer) throws Exception {
    sharer.kill();
    kills++;
    rest(random.nextInt(500));
    sharer.start();
  }

  private void stop(Sharer sharer) throws Exception {
    sharer.signal("STOP");
    stops++;
    rest(Shared.LEASE.toMillis() * 3 / 2 + random.nextInt(1_000));
    sharer.signal("CONT");
  }

  private static void rest(long millis) {
    long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < deadline) {
      LockSupport.parkNanos(deadline - System.nanoTime());
    }
  }

  private void finish(int total) throws Exception {
    Checkpoint end = new Checkpoint(Integer.toString(total));
    Patience.until(
        "every split is read",
        () ->
            Shared.SPLITS.entrySet().stream()
                .allMatch(source -> isRead(source.getKey(), source.getValue(), end)));
    long versions = published();
    sharers.get(0).tell(Integer.toString(++publications));
    Patience.until("another version is published", () -> published() > versions);
    for (Sharer sharer : sharers) {
      sharer.tell("rest");
    }
    for (Sharer sharer : sharers) {
      Patience.until(sharer.name() + " is at rest", sharer::isAtRest);
    }
    Patience.until("every row is delivered", () -> isDelivered(accepted()));
    Patience.until(
        "what is past its retention is gone", () -> FadingAudit.isOver(pushed(), storage));
    for (Sharer sharer : sharers) {
      sharer.tell("finish");
    }
    for (Sharer sharer : sharers) {
      Patience.until(sharer.name() + " has finished", sharer::isFinished);
    }
  }

  private boolean isRead(String source, int splits, Checkpoint end) {
    for (int split = 0; split < splits; split++) {
      if (!storage.data().checkpoint(ID, source, Numbers.split(split)).equals(Optional.of(end))) {
        return false;
      }
    }
    return true;
  }

  private boolean isDelivered(long last) {
    return Stream.of(Ledger.KNOWING, Ledger.LATE)
        .allMatch(name -> storage.connectors().delivery(ID, name).position() == last);
  }

  private long accepted() {
    return storage.data().counters(ID).accepted();
  }

  /** In a short run other things may keep the machine busy for longer than that takes. */
  private void checkFailOver() {
    assertThat(afterKills).isNotEmpty();
    assertThat(afterStops).isNotEmpty();
    if (SECONDS > SHORT) {
      assertThat(afterKills)
          .as("fail-over after a kill")
          .allSatisfy(time -> assertThat(time).isLessThanOrEqualTo(FAIL_OVER));
      // Behind the transaction that was stopped others of the same process may wait for the lock.
      assertThat(afterStops)
          .as("fail-over after a stop")
          .allSatisfy(time -> assertThat(time).isLessThanOrEqualTo(FAIL_OVER.plus(Shared.IDLE)));
    }
  }

  private long published() {
    return storage.registry().versions(ID).stream()
        .map(DatasetVersion::status)
        .filter(status -> status == VersionStatus.LIVE || status == VersionStatus.SUPERSEDED)
        .count();
  }
}
