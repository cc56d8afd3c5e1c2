package io.obsrv.connector.callback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.connector.tck.DestinationTck;
import io.obsrv.event.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

class CallbackTest extends DestinationTck {
  private final List<Seen> seen = new ArrayList<>();
  private volatile CountDownLatch held = new CountDownLatch(0);

  @Override
  protected ConnectorProvider provider() {
    return Callback.answering("shop", this::take);
  }

  private List<RefusedRecord> take(DestinationBatch batch) {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw ConnectorException.retryable("interrupted", e);
    }
    List<RefusedRecord> refused = new ArrayList<>();
    for (DestinationRecord record : batch.records()) {
      if (record.value().has("id")) {
        seen.add(new Seen(record.value().path("id").asInt(), record.effect()));
      } else {
        refused.add(new RefusedRecord(record.sequence(), "has no id"));
      }
    }
    return refused;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of();
  }

  @Override
  protected List<Seen> seen() {
    return seen;
  }

  @Override
  protected void startOver() {
    seen.clear();
  }

  @Override
  protected Optional<Runnable> hold() {
    CountDownLatch latch = new CountDownLatch(1);
    held = latch;
    return Optional.of(latch::countDown);
  }

  @Override
  protected Optional<DestinationRecord> refusable(long sequence) {
    return Optional.of(
        new DestinationRecord(
            sequence, Effect.PUT, Instant.EPOCH, JsonNodeFactory.instance.objectNode()));
  }
}
