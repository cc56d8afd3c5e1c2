package io.obsrv.jdbc.processes;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import io.obsrv.policy.ConnectorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A source with one split and no end, which two libraries in one program read: what a test adds is
 * there for both. This object's lock guards its records.
 */
final class Tape {
  static final String SPLIT = "side a";

  private final List<String> records = new ArrayList<>();

  static ConnectorConfig config() {
    return ConnectorConfig.of("tape", Map.of());
  }

  synchronized void add(String json) {
    records.add(json);
    notifyAll();
  }

  synchronized List<String> behind(int position, int max, Duration wait) {
    try {
      if (records.size() <= position) {
        TimeUnit.MILLISECONDS.timedWait(this, Math.max(1, wait.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int end = Math.min(records.size(), position + max);
    return List.copyOf(records.subList(Math.min(position, end), end));
  }

  /** The connector of one library, which knows what it has read. */
  Head head() {
    return new Head(this);
  }

  static final class Head implements ConnectorProvider {
    private final Tape tape;
    private volatile @Nullable Integer position;

    Head(Tape tape) {
      this.tape = tape;
    }

    /** How far it has read; null if it never did. */
    @Nullable Integer position() {
      return position;
    }

    @Override
    public String type() {
      return "tape";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.source(List.<OptionSpec>of(), Set.of(Capability.REPLAYABLE));
    }

    @Override
    public Source source(SourceContext context) {
      return new Source() {
        @Override
        public List<Split> splits() {
          return List.of(new Split(SPLIT));
        }

        @Override
        public SplitReader open(Split split, Optional<Checkpoint> from) {
          int begin = from.map(c -> Integer.parseInt(c.value())).orElse(0);
          position = begin;
          return (max, wait) -> read(max, wait);
        }
      };
    }

    private SourceBatch read(int max, Duration wait) {
      int from = java.util.Objects.requireNonNull(position);
      List<String> read = tape.behind(from, max, wait);
      position = from + read.size();
      return new SourceBatch(
          read.stream().map(Event::json).toList(),
          new Checkpoint(Integer.toString(from + read.size())),
          false);
    }
  }
}
