package io.obsrv.jdbc.processes;

import io.obsrv.jdbc.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One of the processes, which is started again when it was killed. Owned by the test's thread; a
 * thread of its own reads what the process says.
 */
final class Sharer {
  private static final AtomicLong SAID = new AtomicLong();

  private final String url;
  private final String name;
  private final List<String> refused = new CopyOnWriteArrayList<>();

  /** When it opened a source last, by the source. */
  private final Map<String, Long> opened = new ConcurrentHashMap<>();

  private volatile int pushed;
  private volatile boolean begun;
  private volatile boolean rests;
  private volatile boolean finished;
  private ChildProcess child;
  private Thread reader;

  Sharer(String url, String name) throws IOException {
    this.url = url;
    this.name = name;
    start();
  }

  void start() throws IOException {
    begun = false;
    opened.clear();
    child = ChildProcess.start(SharingProcess.class, url, name, Integer.toString(pushed));
    ChildProcess present = child;
    reader = new Thread(() -> read(present), "reader of " + name);
    reader.setDaemon(true);
    reader.start();
    Patience.until(name + " has begun", () -> begun);
  }

  private void read(ChildProcess from) {
    try {
      for (String line = from.line(); line != null; line = from.line()) {
        note(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(String line) {
    List<String> words = List.of(line.split(" ", -1));
    switch (words.get(0)) {
      case "begun" -> begun = true;
      case "rests" -> rests = true;
      case "finished" -> finished = true;
      case "pushed" -> pushed = Integer.parseInt(words.get(1));
      case "refused:" -> refused.add(line);
      case "opened" -> opened.put(words.get(1), SAID.incrementAndGet());
      default -> {}
    }
  }

  String name() {
    return name;
  }

  int pushed() {
    return pushed;
  }

  /** Why it could not publish, when it was told to. */
  List<String> refused() {
    return refused;
  }

  /** Higher for who opened a source later; 0 for who did not. */
  long opened(String source) {
    return opened.getOrDefault(source, 0L);
  }

  void kill() throws InterruptedException {
    child.destroy();
    reader.join();
  }

  void signal(String signal) throws IOException, InterruptedException {
    child.signal(signal);
  }

  void tell(String line) throws IOException {
    child.tell(line);
  }

  /** Whether it pushes no more. */
  boolean isAtRest() {
    return rests;
  }

  boolean isFinished() {
    return finished;
  }
}
