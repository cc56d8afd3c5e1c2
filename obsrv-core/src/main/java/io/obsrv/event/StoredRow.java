package io.obsrv.event;

import io.obsrv.schema.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A row as it is stored.
 *
 * @param sequence its number, from 1 per dataset, without gaps
 * @param receivedAt when it arrived
 * @param version the version it was written under
 * @param source where it came from: a source's name, or {@code push}
 * @param row its values, in the columns of the layout that was asked for
 * @param extra the fields that were not in the schema, as a JSON object, if they were kept
 */
public record StoredRow(
    long sequence,
    Instant receivedAt,
    int version,
    String source,
    Row row,
    Optional<String> extra) {

  /** The same row with other values. */
  StoredRow with(Row values) {
    return new StoredRow(sequence, receivedAt, version, source, values, extra);
  }
}
