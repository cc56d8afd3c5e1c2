package io.obsrv.connector.callback;

import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.connector.RefusedRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Knows how far it has got only while it is open. For one thread. */
final class CallbackDestination implements Destination {
  private final Function<DestinationBatch, List<RefusedRecord>> function;
  private long taken;

  CallbackDestination(Function<DestinationBatch, List<RefusedRecord>> function) {
    this.function = function;
  }

  @Override
  public Optional<Long> position() {
    return Optional.empty();
  }

  @Override
  public DestinationResult write(DestinationBatch batch) {
    List<DestinationRecord> rest = batch.behind(taken);
    if (rest.isEmpty()) {
      return DestinationResult.durable(taken);
    }
    List<RefusedRecord> refused = function.apply(new DestinationBatch(rest));
    taken = batch.lastOr(taken);
    return new DestinationResult(taken, refused);
  }
}
