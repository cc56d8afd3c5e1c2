package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Obsrv;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import io.obsrv.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;

/**
 * Pushes sales until it is told to stop, and holds each receipt against the version it names. Run
 * by one thread; others may read its receipts while they keep it out by its turn.
 */
final class SaleWriter implements Callable<Integer> {
  private static final int NEW_PER_BATCH = 4;

  private final Obsrv obsrv;
  private final String name;
  private final Lock turn;
  private final Semaphore pushed = new Semaphore(0);
  private final List<Receipt> receipts = new ArrayList<>();
  private final Map<String, Integer> accepted = new ConcurrentHashMap<>();
  private volatile boolean stopped;

  /**
   * A writer.
   *
   * @param turn is held during each push
   */
  SaleWriter(Obsrv obsrv, String name, Lock turn) {
    this.obsrv = obsrv;
    this.name = name;
    this.turn = turn;
  }

  @Override
  public Integer call() {
    for (int batch = 0; !stopped; batch++) {
      turn.lock();
      try {
        push(batch);
      } finally {
        turn.unlock();
      }
      pushed.release();
    }
    return receipts.size();
  }

  private void push(int batch) {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < NEW_PER_BATCH; i++) {
      sales.add(new Sale(name, batch * NEW_PER_BATCH + i));
    }
    sales.add(sales.get(1));
    Receipt receipt =
        obsrv
            .ingestion()
            .ingest(TwentyVersions.ID, sales.stream().map(Sale::json).map(Event::json).toList());
    receipts.add(receipt);
    for (int i = 0; i < sales.size(); i++) {
      note(sales.get(i), receipt.version(), receipt.verdicts().get(i), i == NEW_PER_BATCH);
    }
  }

  private void note(Sale sale, int version, Verdict verdict, boolean again) {
    assertThat(verdict)
        .as("%s under version %d", sale, version)
        .isInstanceOf(
            again
                ? Verdict.Duplicate.class
                : sale.fails(version) ? Verdict.Quarantined.class : Verdict.Accepted.class);
    if (verdict instanceof Verdict.Accepted) {
      accepted.put(sale.id(), version);
    }
  }

  /** Counts pushes from now on; each releases a permit. */
  Semaphore pushed() {
    return pushed;
  }

  void stop() {
    stopped = true;
  }

  List<Receipt> receipts() {
    return receipts;
  }

  /** The version that each accepted sale was written under, by its id. */
  Map<String, Integer> accepted() {
    return accepted;
  }
}
