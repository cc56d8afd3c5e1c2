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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A source whose splits hold the same records in every process: as many as a file has bytes, which
 * a test lets grow. Some come again, some are broken. Immutable.
 */
final class Numbers implements ConnectorProvider {
  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Consumer<String> opened;

  /** Tells of each split that is opened, by the names of its source and its own. */
  Numbers(Consumer<String> opened) {
    this.opened = opened;
  }

  /**
   * A source of so many splits.
   *
   * @param growing as long as each split has records
   * @param endless whether a split is waited for, or left to others when all is read that is there
   */
  static ConnectorConfig config(int splits, Path growing, boolean endless) {
    return ConnectorConfig.of(
        "numbers",
        Map.of(
            "splits", Integer.toString(splits),
            "growing", growing.toString(),
            "endless", Boolean.toString(endless)));
  }

  static String split(int number) {
    return "s" + number;
  }

  /** A record of a split. */
  static String record(String source, String split, int n) {
    if (n % 11 == 5) {
      return "{\"city\": \"nowhere\"}";
    }
    int id = n % 13 == 7 ? n - 1 : n;
    return "{\"id\": \"%s-%s-%d\", \"city\": \"c%d\", \"amount\": %d}"
        .formatted(source, split, id, id % 7, id);
  }

  @Override
  public String type() {
    return "numbers";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(
        List.of(
            OptionSpec.required("splits", "how many"),
            OptionSpec.required("growing", "a file as long as a split has records"),
            OptionSpec.required("endless", "true or false")),
        Set.of(Capability.REPLAYABLE));
  }

  @Override
  public Source source(SourceContext context) {
    return new Source() {
      @Override
      public List<Split> splits() {
        return IntStream.range(0, Integer.parseInt(context.option("splits")))
            .mapToObj(i -> new Split(split(i)))
            .toList();
      }

      @Override
      public SplitReader open(Split split, Optional<Checkpoint> from) {
        opened.accept(context.name() + " " + split.id());
        return new Reader(context, split, from.map(c -> Integer.parseInt(c.value())).orElse(0));
      }
    };
  }

  private static final class Reader implements SplitReader {
    private final SourceContext context;
    private final Split split;
    private int position;

    Reader(SourceContext context, Split split, int position) {
      this.context = context;
      this.split = split;
      this.position = position;
    }

    @Override
    public SourceBatch poll(int max, Duration wait) {
      boolean endless = Boolean.parseBoolean(context.option("endless"));
      if (endless && available() <= position) {
        LockSupport.parkNanos(GLANCE.toNanos());
      }
      int end = Math.max(position, Math.min(available(), position + max));
      List<Event> records =
          IntStream.range(position, end)
              .mapToObj(n -> record(context.name(), split.id(), n))
              .map(Event::json)
              .toList();
      position = end;
      return new SourceBatch(
          records, new Checkpoint(Integer.toString(position)), !endless && records.size() < max);
    }

    private int available() {
      try {
        return (int) Files.size(Path.of(context.option("growing")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
