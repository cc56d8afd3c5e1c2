package io.obsrv.event;

import io.obsrv.schema.Row;
import java.util.List;
import java.util.Optional;

/**
 * A record that passed every stage; it becomes a row unless its key is known.
 *
 * @param index its position in the batch
 * @param row its values
 * @param key its key; empty if the dataset has none
 * @param extra the fields that are not in the schema, as a JSON object, where the dataset keeps
 *     them
 * @param bytes its size as it arrived
 * @param effect what it does to the row of its key; PUT unless the dataset upserts
 * @param warnings the names of the rules it breaks without failing
 * @param claims the values that must be unique within the dataset
 */
public record Candidate(
    int index,
    Row row,
    Optional<String> key,
    Optional<String> extra,
    int bytes,
    Effect effect,
    List<String> warnings,
    List<Claim> claims) {

  /** Copies the lists. */
  public Candidate {
    warnings = List.copyOf(warnings);
    claims = List.copyOf(claims);
  }

  /**
   * A record that adds a row and breaks no rule.
   *
   * @param index its position in the batch
   * @param row its values
   * @param key its key; empty if the dataset has none
   * @param extra the fields that are not in the schema, as a JSON object
   * @param bytes its size as it arrived
   */
  public Candidate(int index, Row row, Optional<String> key, Optional<String> extra, int bytes) {
    this(index, row, key, extra, bytes, Effect.PUT, List.of(), List.of());
  }
}
