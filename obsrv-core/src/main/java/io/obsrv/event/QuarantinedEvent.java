package io.obsrv.event;

import java.time.Instant;

/**
 * A record in quarantine.
 *
 * @param id its number, from 1 per dataset
 * @param receivedAt when it arrived
 * @param version the version it failed under last
 * @param source where it came from: a source's name, or {@code push}
 * @param raw the record as it arrived, or as it was patched
 * @param form what its bytes are
 * @param rejection why it is here
 * @param attempts how often it has failed, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes that is never compared
public record QuarantinedEvent(
    long id,
    Instant receivedAt,
    int version,
    String source,
    byte[] raw,
    Form form,
    Rejection rejection,
    int attempts) {

  /**
   * The record, to be tried again.
   *
   * @return an event of its bytes; of an envelope the envelope
   */
  public Event event() {
    return form == Form.CELLS ? new Event.Cells(CellsJson.read(raw)) : new Event.Json(raw);
  }
}
