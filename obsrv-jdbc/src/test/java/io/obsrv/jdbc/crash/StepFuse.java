package io.obsrv.jdbc.crash;

import io.obsrv.storage.WritesTold;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process, as abruptly as SIGKILL does, before the n-th step of what one thread does. A
 * step is whatever a process can die in front of and leave something new behind: each call of a
 * port but those that only read, each further transaction within such a call, each step at the file
 * of a bundle. Nobody lists them; they are counted as they come. Owned by the thread that arms it;
 * other threads pass.
 */
final class StepFuse implements Consumer<String> {
  /** Told when a transaction begins. */
  static final String TRANSACTION = "transaction";

  /** The last step: what was to be done is done. */
  static final String END = "the end";

  /** What makes a namespace before its first transaction. */
  private static final String MAKING = "ArchiveStore.restore";

  private final int deadly;
  private volatile @Nullable Thread armed;
  private Runnable pause = () -> {};
  private String call = "";
  private int transactions;
  private int steps;

  StepFuse(int deadly) {
    this.deadly = deadly;
  }

  /** Counts the steps of the present thread from now on, and pauses at each. */
  void arm(Runnable atEachStep) {
    pause = atEachStep;
    armed = Thread.currentThread();
  }

  /** The thread has done what it was to do. */
  void end() {
    step(END);
  }

  @Override
  public void accept(String told) {
    if (Thread.currentThread() != armed) {
      return;
    }
    String name = told.substring(told.indexOf(' ') + 1);
    if (told.startsWith("after ")) {
      call = "";
    } else if (!told.startsWith("before ")) {
      inside(told);
    } else if (!name.startsWith("Storage.") && !WritesTold.isRead(name)) {
      call = name;
      transactions = 0;
      step(told);
    }
  }

  private void inside(String told) {
    if (!told.equals(TRANSACTION)) {
      step(told);
    } else if (!call.isEmpty() && (++transactions > 1 || call.equals(MAKING))) {
      step("transaction %d of %s".formatted(transactions, call));
    }
  }

  private void step(String name) {
    pause.run();
    steps++;
    if (steps == deadly) {
      System.out.println("died " + name);
      Runtime.getRuntime().halt(Fuse.EXIT);
    }
  }
}
