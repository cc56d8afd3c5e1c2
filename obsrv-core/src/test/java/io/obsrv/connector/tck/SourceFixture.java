package io.obsrv.connector.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Role;
import io.obsrv.connector.SecretResolver;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Event;
import io.obsrv.schema.JsonText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a test of a source says about it, and how {@link SourceTck} opens and reads it. */
public abstract class SourceFixture {
  /** The largest record that is taken. */
  protected static final int MAX_EVENT_BYTES = 1_000;

  private static final int QUIET = 3;

  /** Not to be extended but by the kit. */
  SourceFixture() {}

  /**
   * The connector.
   *
   * @return always the same, or one like it
   */
  protected abstract ConnectorProvider provider();

  /**
   * How it is configured.
   *
   * @return the options that are set
   */
  protected abstract Map<String, String> options();

  /**
   * Adds records behind those that are there: each has a field {@code id}, and nothing else that
   * matters.
   *
   * @param ids the values of the field
   */
  protected abstract void bringIn(List<Integer> ids);

  /**
   * Adds a record that cannot be taken: one that is malformed, or has more than {@link
   * #MAX_EVENT_BYTES} bytes.
   */
  protected abstract void bringInPoison();

  /**
   * Makes the place hold these records and no others, as it was before anything was read. Where
   * reading takes nothing away there is nothing to do.
   *
   * @param ids the records
   */
  protected void startOver(List<Integer> ids) {}

  /**
   * The secrets that the options name.
   *
   * @return none, if nothing else is said
   */
  protected SecretResolver secrets() {
    return name -> Optional.empty();
  }

  /**
   * The field {@code id} of a record.
   *
   * @param event what the source gave
   * @return its value
   */
  protected int id(Event event) {
    if (event instanceof Event.Cells cells) {
      return Integer.parseInt(cells.cells().getOrDefault("id", "-1"));
    }
    return JsonText.parse(new String(event.raw(), UTF_8)).path("id").asInt(-1);
  }

  /**
   * How long a call that should return at once may take.
   *
   * @return ten seconds, if nothing else is said
   */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  Set<Capability> capabilities() {
    return provider().capabilities(complete());
  }

  Source open() {
    return provider()
        .source(
            new SourceContext(
                DatasetId.of("tck"),
                "feed",
                MAX_EVENT_BYTES,
                complete(),
                secrets(),
                Clock.systemUTC()));
  }

  /** Everything a reader gives until it finishes, or has nothing for a while. */
  static List<SourceBatch> drain(SplitReader reader, int max) {
    List<SourceBatch> batches = new ArrayList<>();
    int quiet = 0;
    boolean finished = false;
    while (!finished && quiet < QUIET) {
      SourceBatch batch = reader.poll(max, Duration.ofMillis(50));
      batches.add(batch);
      quiet = batch.records().isEmpty() ? quiet + 1 : 0;
      finished = batch.finished();
    }
    return batches;
  }

  void eachReader(Consumer<SplitReader> use) {
    try (Source source = open()) {
      for (Split split : source.splits()) {
        try (SplitReader reader = source.open(split, Optional.empty())) {
          use.accept(reader);
        }
      }
    }
  }

  private Map<String, String> complete() {
    Map<String, String> complete = new HashMap<>();
    for (OptionSpec option : provider().spec().options(Role.SOURCE)) {
      option.byDefault().ifPresent(value -> complete.put(option.name(), value));
    }
    complete.putAll(options());
    return complete;
  }
}
