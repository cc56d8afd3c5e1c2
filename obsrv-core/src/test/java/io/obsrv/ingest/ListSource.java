package io.obsrv.ingest;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A connector whose one split is a list that a test fills; it can be told to fail, and to have
 * another split that always does.
 */
final class ListSource implements ConnectorProvider {
  final List<String> records = new CopyOnWriteArrayList<>();
  final Queue<ConnectorException> failures = new ArrayDeque<>();
  final List<String> opened = new CopyOnWriteArrayList<>();
  volatile boolean brokenSplit;
  final List<String> committed = new CopyOnWriteArrayList<>();
  volatile Set<Capability> capabilities = Set.of(Capability.REPLAYABLE, Capability.BOUNDED);
  volatile Calls calls = new Calls() {};

  /** Told of calls of a reader, before anything is done; may throw. */
  interface Calls {
    default void polls(int position, Duration wait) {}

    default void committed(Checkpoint checkpoint) {}
  }

  static ConnectorConfig config() {
    return ConnectorConfig.of("list", Map.of("name", "one"));
  }

  @Override
  public String type() {
    return "list";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(List.of(OptionSpec.required("name", "any name")), capabilities);
  }

  @Override
  public Source source(SourceContext context) {
    return new Source() {
      @Override
      public List<Split> splits() {
        Split split = new Split(context.option("name"));
        return brokenSplit ? List.of(split, new Split("broken")) : List.of(split);
      }

      @Override
      public SplitReader open(Split split, Optional<Checkpoint> from) {
        if (split.id().equals("broken")) {
          opened.add("broken");
          throw ConnectorException.retryable("the line is cut", null);
        }
        opened.add(from.map(Checkpoint::value).orElse("beginning"));
        return new Reader(from.map(c -> Integer.parseInt(c.value())).orElse(0));
      }
    };
  }

  private final class Reader implements SplitReader {
    private int position;

    Reader(int position) {
      this.position = position;
    }

    @Override
    public SourceBatch poll(int max, Duration wait) {
      calls.polls(position, wait);
      ConnectorException failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      int end = Math.min(records.size(), position + max);
      List<Event> batch = records.subList(position, end).stream().map(Event::json).toList();
      position = end;
      return new SourceBatch(
          batch, new Checkpoint(Integer.toString(position)), position == records.size());
    }

    @Override
    public void committed(Checkpoint checkpoint) {
      calls.committed(checkpoint);
      committed.add(checkpoint.value());
    }
  }
}
