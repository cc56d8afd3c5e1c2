package io.obsrv.event;

import io.obsrv.schema.Row;
import java.util.Optional;

/**
 * A record that passed every stage; it becomes a row unless its key is known.
 *
 * @param index its position in the batch
 * @param row its values
 * @param key its deduplication key; empty if the dataset has none
 * @param extra the fields that are not in the schema, as a JSON object, where the dataset keeps
 *     them
 * @param bytes its size as it arrived
 */
public record Candidate(
    int index, Row row, Optional<String> key, Optional<String> extra, int bytes) {}
