package io.obsrv.connector.tck;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Role;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Effect;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a test of a destination says about it, and how {@link DestinationTck} opens and fills it.
 */
public abstract class DestinationFixture {
  private static final int GAP = 10;
  private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");

  /** Not to be extended but by the kit. */
  DestinationFixture() {}

  /**
   * One thing that came out.
   *
   * @param id the field {@code id} of the row
   * @param effect what happened to it
   */
  public record Seen(int id, Effect effect) {}

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
   * What is stored, seen from outside: rows as put, in any order; where the destination keeps
   * removals as such, those behind the rows they remove.
   *
   * @return what is there, repetitions included
   */
  protected abstract List<Seen> seen();

  /** Makes the place empty again, as it was before anything was written. */
  protected abstract void startOver();

  /**
   * A record that the destination refuses for good.
   *
   * @param sequence the sequence it is to have
   * @return the record; empty if the destination takes everything
   */
  protected Optional<DestinationRecord> refusable(long sequence) {
    return Optional.empty();
  }

  /**
   * Makes the place hang: from now on a write does not come to an end by itself.
   *
   * @return lets writes go on; empty if the place cannot be made to hang
   */
  protected Optional<Runnable> hold() {
    return Optional.empty();
  }

  /**
   * How long a call that should return at once may take.
   *
   * @return ten seconds, if nothing else is said
   */
  protected Duration patience() {
    return Duration.ofSeconds(10);
  }

  /**
   * The secrets that the options name.
   *
   * @return none, if nothing else is said
   */
  protected SecretResolver secrets() {
    return name -> Optional.empty();
  }

  Destination open() {
    Map<String, String> complete = new HashMap<>();
    for (OptionSpec option : provider().spec().options(Role.DESTINATION)) {
      option.byDefault().ifPresent(value -> complete.put(option.name(), value));
    }
    complete.putAll(options());
    return provider()
        .destination(
            new DestinationContext(
                DatasetId.of("tck"),
                "sink",
                List.of(Column.of("id", ColumnType.INTEGER), Column.of("name", ColumnType.STRING)),
                List.of("id"),
                complete,
                secrets(),
                Clock.systemUTC()));
  }

  /** Sequences have gaps, as those of a dataset do. */
  static long sequence(int id) {
    return (long) id * GAP;
  }

  static DestinationRecord put(int id) {
    return record(id, sequence(id), Effect.PUT);
  }

  static DestinationRecord remove(int id, long sequence) {
    return record(id, sequence, Effect.REMOVE);
  }

  private static DestinationRecord record(int id, long sequence, Effect effect) {
    return new DestinationRecord(
        sequence,
        effect,
        RECEIVED,
        JsonNodeFactory.instance.objectNode().put("id", id).put("name", "row " + id));
  }
}
