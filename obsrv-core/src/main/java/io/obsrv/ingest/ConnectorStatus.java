package io.obsrv.ingest;

import io.obsrv.connector.Role;
import io.obsrv.event.RunState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a connector of a dataset is doing.
 *
 * @param name its name within the dataset
 * @param role whether rows come from it or go to it
 * @param state what it is doing
 * @param error why it failed, or what it is trying to overcome; empty if nothing is wrong
 * @param attempts how often it has failed in a row; while this is not zero, it is left alone for a
 *     while before it is tried again
 * @param records records that came from it or were handed to it since it was started in this
 *     process
 * @param refused records that a destination will never take; 0 for a source
 * @param lag records that are known to wait; empty if that is not known
 */
public record ConnectorStatus(
    String name,
    Role role,
    RunState state,
    Optional<String> error,
    int attempts,
    long records,
    long refused,
    OptionalLong lag) {

  static ConnectorStatus of(String name, Role role, RunState state, Optional<String> error) {
    return new ConnectorStatus(name, role, state, error, 0, 0, 0, OptionalLong.empty());
  }

  ConnectorStatus in(RunState next, Optional<String> why, int failures) {
    return new ConnectorStatus(name, role, next, why, failures, records, refused, lag);
  }

  ConnectorStatus at(long taken, long refusals, OptionalLong waiting) {
    return new ConnectorStatus(name, role, state, error, attempts, taken, refusals, waiting);
  }
}
