package io.obsrv.jdbc.crash;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ends the process, as abruptly as SIGKILL does, when a point is passed for the n-th time. */
final class Fuse implements Consumer<String> {
  /** How the process ends at the point; any other end is not the fuse's. */
  static final int EXIT = 113;

  private final String point;
  private final AtomicInteger passages;

  Fuse(String point, int passages) {
    this.point = point;
    this.passages = new AtomicInteger(passages);
  }

  @Override
  public void accept(String passed) {
    if (passed.equals(point) && passages.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT);
    }
  }
}
