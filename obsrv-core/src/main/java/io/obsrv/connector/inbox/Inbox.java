package io.obsrv.connector.inbox;

import static java.util.Objects.requireNonNull;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Event;
import io.obsrv.policy.ConnectorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * A queue on disk between the application and the sources that read it. Give it to {@code
 * ObsrvBuilder.connector(…)}, and declare {@link #config()} as a source, in one dataset or several.
 * A record that is put is deleted some time after all that ever read the inbox have committed it;
 * one that is gone for good is to be {@linkplain #release released}. One process at a time may open
 * a directory. For many threads.
 */
public final class Inbox implements ConnectorProvider, AutoCloseable {
  private static final long SEGMENT_BYTES = 16L << 20;

  private final String type;
  private final Segments segments;

  private Inbox(String type, Segments segments) {
    this.type = type;
    this.segments = segments;
  }

  /**
   * Opens an inbox. What a crash left half written, and was never acknowledged, is cut off.
   *
   * @param type the name by which definitions ask for it
   * @param directory where records are kept; made if it is not there, and of no other use
   * @return the inbox; the caller closes it, after the library
   * @throws ConnectorException if it cannot be opened
   */
  public static Inbox at(String type, Path directory) {
    return at(type, directory, SEGMENT_BYTES);
  }

  static Inbox at(String type, Path directory, long segmentBytes) {
    try {
      return new Inbox(type, Segments.open(directory, segmentBytes));
    } catch (IOException e) {
      throw ConnectorException.fatal(
          "Inbox '%s' cannot be opened in '%s': %s. Correct the directory, or close whoever has it open."
              .formatted(type, directory, e),
          e);
    }
  }

  /**
   * Puts a record in. It is on disk when this returns.
   *
   * @param event the record
   * @throws ConnectorException if it is not known to be stored
   */
  public void put(Event event) {
    put(List.of(event));
  }

  /**
   * Puts records in, in order. They are on disk when this returns.
   *
   * @param events the records
   * @throws ConnectorException if they are not known to be stored
   */
  public void put(List<Event> events) {
    try {
      segments.append(events);
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "Inbox '%s' cannot store %d records: %s. It takes no more until it is opened again; whether these are stored is seen then."
              .formatted(type, events.size(), e),
          e);
    }
  }

  /**
   * Declares a source of a dataset that is this one.
   *
   * @return the configuration, which has no options
   */
  public ConnectorConfig config() {
    return ConnectorConfig.of(type, Map.of());
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(List.of(), EnumSet.of(Capability.REPLAYABLE, Capability.ORDERED));
  }

  @Override
  public Source source(SourceContext context) {
    return new InboxSource(segments, reader(context.dataset(), context.name()), context.subject());
  }

  /**
   * Says that a source is gone for good, and needs nothing of what it has not read; for example
   * when its dataset was purged.
   *
   * @param dataset the dataset's id
   * @param source the source's name; nothing happens if it never read the inbox
   * @throws ConnectorException if that cannot be stored
   */
  public void release(String dataset, String source) {
    try {
      segments.release(reader(DatasetId.of(dataset), requireNonNull(source, "source")));
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "Inbox '%s' cannot let go of source '%s' of dataset '%s': %s."
              .formatted(type, source, dataset, e),
          e);
    }
  }

  private static String reader(DatasetId dataset, String source) {
    return dataset + "/" + source;
  }

  /** Takes nothing more; can be repeated. */
  @Override
  public void close() {
    try {
      segments.close();
    } catch (IOException e) {
      throw ConnectorException.retryable("Inbox '%s' cannot be closed: %s.".formatted(type, e), e);
    }
  }
}
