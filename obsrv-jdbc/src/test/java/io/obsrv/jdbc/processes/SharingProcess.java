package io.obsrv.jdbc.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.obsrv.Obsrv;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.jdbc.PostgresTimeouts;
import io.obsrv.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/**
 * One of several processes that feed a {@link Shared} and a {@link Fading} dataset: it pushes
 * batches, and publishes when it is told to. It says what it has done.
 */
final class SharingProcess {
  private static final Duration PAUSE = Duration.ofMillis(30);

  private final Obsrv obsrv;
  private final String name;
  private final Thread pushing;
  private volatile boolean resting;

  private SharingProcess(Obsrv obsrv, String name, int pushed) {
    this.obsrv = obsrv;
    this.name = name;
    this.pushing = new Thread(() -> push(pushed), "pushing");
  }

  /** The arguments are the database, the process's name, and how many batches it has pushed. */
  public static void main(String[] args) throws Exception {
    quieten();
    try (Obsrv obsrv = open(args[0])) {
      say("begun");
      SharingProcess process = new SharingProcess(obsrv, args[1], Integer.parseInt(args[2]));
      process.pushing.start();
      process.obey();
      process.rest();
    }
    say("finished");
  }

  /** What is warned of is what the test does. */
  private static void quieten() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
  }

  /** A server that is busy may break off what this begins with. */
  private static Obsrv open(String url) {
    while (true) {
      try {
        return Obsrv.on(
                JdbcStorage.configure()
                    .timeouts(PostgresTimeouts.DEFAULT.idle(Shared.IDLE))
                    .postgres(url, "postgres", ""))
            .connector(new Numbers(opened -> say("opened " + opened)))
            .connector(new Ledger(url))
            .leaseTime(Shared.LEASE)
            .expireEvery(Fading.EVERY)
            .open();
      } catch (ObsrvException e) {
        say("not opened: " + e.getMessage());
      }
    }
  }

  private static void say(String what) {
    System.out.println(what);
  }

  /** Batches without an answer are pushed again under their name. */
  private void push(int pushed) {
    int number = pushed;
    while (!resting) {
      try {
        String batch = name + "/" + number;
        obsrv.ingestion().ingest(Shared.ID, batch, Shared.batch(name, number));
        obsrv.ingestion().ingest(Fading.ID, batch, Fading.batch(name, number));
        number++;
        say("pushed " + number);
      } catch (ObsrvException e) {
        say("not pushed: " + e.getMessage());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void obey() throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("finish")) {
        break;
      }
      if (line.equals("rest")) {
        rest();
        say("rests");
      } else {
        int publication = Integer.parseInt(line);
        publish(Fading.ID, Fading.schema(publication));
        publish(Shared.ID, Shared.schema(publication));
      }
    }
  }

  private void rest() throws InterruptedException {
    resting = true;
    pushing.join();
  }

  /** Again where the database broke it off; what another process does is left to that. */
  private void publish(String dataset, Schema schema) {
    boolean isDone = false;
    while (!isDone) {
      try {
        var datasets = obsrv.as(name).datasets();
        datasets.edit(dataset, d -> d.schema(schema));
        datasets.submit(dataset);
        datasets.approve(dataset, "");
        say("published " + datasets.publish(dataset).number());
        isDone = true;
      } catch (ObsrvException e) {
        say("refused: " + e.getMessage());
        isDone = e.code() != ErrorCode.STORAGE_FAILED;
      }
    }
  }
}
