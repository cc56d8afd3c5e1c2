package io.obsrv.ingest;

import io.obsrv.connector.ConnectorException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Delivery;
import io.obsrv.event.Hold;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a destination has got in what its dataset holds.
 *
 * @param ports where both is stored
 * @param id the dataset
 * @param name the destination's name
 */
record DestinationProgress(IngestPorts ports, DatasetId id, String name) {
  private static final Logger LOG = LoggerFactory.getLogger(DestinationProgress.class);

  /**
   * Where to go on. What the destination knows itself may be more than what was stored before a
   * crash, but never more than there is.
   */
  Delivery resumed(Optional<Long> own, Hold hold) {
    Delivery stored = stored();
    long position = own.orElse(0L);
    if (position <= stored.position()) {
      return stored;
    }
    long last = last();
    if (position > last) {
      throw ConnectorException.fatal(
          "Destination '%s' of dataset '%s' is at row %d, but the dataset has only %d: it was written from another storage. Empty it together with its position, or declare one that writes to another place."
              .formatted(name, id, position, last),
          null);
    }
    return move(stored, new Delivery(position, stored.refused()), hold);
  }

  Delivery move(Delivery from, Delivery to, Hold hold) {
    if (!ports.runs().deliver(id, name, from, to, hold.lease())) {
      throw ConnectorException.retryable(
          "Destination '%s' of dataset '%s' was moved on by another process.".formatted(name, id),
          null);
    }
    return to;
  }

  /** A status with what is stored: its worker may be stuck, or in another process. */
  ConnectorStatus measured(ConnectorStatus status) {
    try {
      Delivery stored = stored();
      long waiting = Math.max(0, last() - stored.position());
      return status.at(status.records(), stored.refused(), OptionalLong.of(waiting));
    } catch (ObsrvException e) {
      LOG.warn("The lag of destination '{}' of dataset '{}' is not known.", name, id, e);
      return status;
    }
  }

  /** Up to which sequence it is durable. */
  long position() {
    return stored().position();
  }

  private Delivery stored() {
    return ports.runs().delivery(id, name);
  }

  /** The sequence of the last row: every record that was accepted has one. */
  private long last() {
    return ports.store().counters(id).accepted();
  }
}
