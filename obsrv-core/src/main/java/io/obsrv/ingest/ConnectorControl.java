package io.obsrv.ingest;

import static java.util.Objects.requireNonNull;

import io.obsrv.connector.Role;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.ConnectorAction;
import io.obsrv.event.ConnectorEntry;
import java.util.List;
import java.util.Optional;

/**
 * One connector of a live dataset, while it runs, in the hands of one actor. What it is told
 * survives a restart, and leaves a trail. For many threads.
 */
public final class ConnectorControl {
  private final IngestEngine engine;
  private final DatasetId id;
  private final Role role;
  private final String name;
  private final String actor;

  ConnectorControl(IngestEngine engine, DatasetId id, Role role, String name, String actor) {
    this.engine = engine;
    this.id = id;
    this.role = role;
    this.name = name;
    this.actor = actor;
  }

  /**
   * How it is doing.
   *
   * @return its status
   * @throws IngestRefusedException if the dataset is not live
   * @throws IllegalArgumentException if the dataset has no such connector
   */
  public ConnectorStatus status() {
    return engine.lane(id).connectors().statuses().stream()
        .filter(status -> status.role() == role && status.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "dataset '%s' has no %s '%s'".formatted(id, role.label(), name)));
  }

  /**
   * Stops it after the batch under way, until {@link #resume}; {@code start} leaves it alone.
   *
   * @throws IllegalArgumentException if the dataset has no such connector
   */
  public void pause() {
    engine.lane(id).connectors().end(role, name, actor, ConnectorAction.PAUSED);
  }

  /**
   * Goes on where it was.
   *
   * @throws IllegalArgumentException if the dataset has no such connector
   */
  public void resume() {
    engine.lane(id).connectors().restart(role, name, actor, ConnectorAction.RESUMED);
  }

  /**
   * Stops it after the batch under way, until {@link #restart} or {@code start}.
   *
   * @throws IllegalArgumentException if the dataset has no such connector
   */
  public void stop() {
    engine.lane(id).connectors().end(role, name, actor, ConnectorAction.STOPPED);
  }

  /**
   * Starts it anew from where it was, whatever its state is.
   *
   * @throws IllegalArgumentException if the dataset has no such connector
   */
  public void restart() {
    engine.lane(id).connectors().restart(role, name, actor, ConnectorAction.RESTARTED);
  }

  /**
   * Sets how far a split of a source has been read; a source that runs goes on from there. Records
   * that come again are found by their key, where the dataset has one.
   *
   * @param split the split's id
   * @param checkpoint where to go on; empty for the beginning
   * @throws IngestRefusedException if the dataset is not live
   * @throws IllegalArgumentException if this is no source, the dataset has none of this name, or
   *     the source has no such split
   * @throws io.obsrv.connector.ConnectorException if the split was never read, and the source
   *     cannot tell whether it has it
   */
  public void reset(String split, Optional<Checkpoint> checkpoint) {
    if (role != Role.SOURCE) {
      throw new IllegalArgumentException(
          "'%s' of dataset '%s' is a destination, only sources have splits".formatted(name, id));
    }
    engine
        .lane(id)
        .connectors()
        .reset(
            name, requireNonNull(split, "split"), requireNonNull(checkpoint, "checkpoint"), actor);
  }

  /**
   * Who did what to it, also after it was removed or its dataset retired.
   *
   * @return the entries in their order
   */
  public List<ConnectorEntry> trail() {
    return engine.runs().trail(id, ConnectorWorker.key(role, name));
  }
}
