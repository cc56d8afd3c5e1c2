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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Three processes that feed one dataset, of which one after the other is killed, or stopped for
 * longer than a lease lasts, or told to publish, at random. The system property {@code
 * obsrv.processes.seconds} says for how long, {@code obsrv.processes.seed} in which order.
 */
class ThreeProcessesTest {
  private static final int SECONDS = Integer.getInteger("obsrv.processes.seconds", 20);
  private static final long SEED = Long.getLong("obsrv.processes.seed", 1);
  private static final DatasetId ID = DatasetId.of(Shared.ID);
  private static final Duration FAIL_OVER = Shared.LEASE.multipliedBy(2);

  private final String database = TestPostgres.database();
  private final String url = TestPostgres.url(database);
  private final Random random = new Random(SEED);
  private final List<Sharer> sharers = new ArrayList<>();
  private final List<Duration> afterKills = new ArrayList<>();
  private final List<Duration> afterStops = new ArrayList<>();
  private final Storage storage = JdbcStorage.postgres(url, "postgres", "");
  private Optional<Checkpoint> end = Optional.empty();
  private int kills;
  private int stops;
  private int publications;

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
    for (String name : List.of("asha", "ravi", "mei")) {
      sharers.add(new Sharer(url, name));
    }
    Shared shared = new Shared(System.currentTimeMillis(), SECONDS * Numbers.PER_SECOND);
    end = Optional.of(new Checkpoint(Integer.toString(shared.total())));
    publish(shared);
    any().tell(Integer.toString(++publications));
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    rest(2_000);
    for (int step = 0; System.nanoTime() < deadline; step++) {
      if (random.nextBoolean()) {
        any().tell(Integer.toString(++publications));
      }
      disturb(step);
      rest(300 + random.nextInt(300));
    }
    finish();
    System.out.printf(
        "%d kills, %d stops, %d versions published, fail-over %s after kills, %s after stops%n",
        kills, stops, published(), afterKills, afterStops);
    SharedAudit.check(
        shared, sharers.stream().collect(Collectors.toMap(Sharer::name, Sharer::pushed)), storage);
    assertThat(List.of(afterKills.size(), afterStops.size())).doesNotContain(0);
    assertThat(published())
        .as("versions published, where others said %s", refused())
        .isGreaterThan(1);
  }

  private List<String> refused() {
    return sharers.stream().flatMap(sharer -> sharer.refused().stream()).toList();
  }

  private void publish(Shared shared) {
    try (Obsrv obsrv =
        Obsrv.on(JdbcStorage.postgres(url, "postgres", ""))
            .connector(new Numbers(opened -> {}))
            .sourcesStartOnCall()
            .open()) {
      Fixtures.publish(obsrv, shared.definition());
    }
  }

  /** The first ones are one of each kind, whatever the seed. */
  private void disturb(int step) throws Exception {
    switch (step < 2 ? step : random.nextInt(4)) {
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
    if (!at.equals(end)) {
      Patience.until(
          "another process reads on", FAIL_OVER.multipliedBy(5), () -> !stream().equals(at));
      failOvers.add(Duration.ofNanos(System.nanoTime() - begin));
    }
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

  private void finish() throws Exception {
    Patience.until(
        "every split is read",
        Duration.ofSeconds(60),
        () ->
            Shared.SPLITS.entrySet().stream()
                .allMatch(source -> isRead(source.getKey(), source.getValue())));
    long versions = published();
    sharers.get(0).tell(Integer.toString(++publications));
    Patience.until("another version is published", () -> published() > versions);
    for (Sharer sharer : sharers) {
      sharer.tell("finish");
    }
    for (Sharer sharer : sharers) {
      Patience.until(sharer.name() + " has finished", sharer::isFinished);
    }
    assertThat(afterKills)
        .as("fail-over after a kill")
        .allSatisfy(time -> assertThat(time).isLessThanOrEqualTo(FAIL_OVER));
    // Behind the transaction that was stopped others of the same process may wait for the lock.
    assertThat(afterStops)
        .as("fail-over after a stop")
        .allSatisfy(time -> assertThat(time).isLessThanOrEqualTo(FAIL_OVER.plus(Shared.IDLE)));
  }

  private boolean isRead(String source, int splits) {
    for (int split = 0; split < splits; split++) {
      if (!storage.data().checkpoint(ID, source, Numbers.split(split)).equals(end)) {
        return false;
      }
    }
    return true;
  }

  private long published() {
    return storage.registry().versions(ID).stream()
        .map(DatasetVersion::status)
        .filter(status -> status == VersionStatus.LIVE || status == VersionStatus.SUPERSEDED)
        .count();
  }
}
