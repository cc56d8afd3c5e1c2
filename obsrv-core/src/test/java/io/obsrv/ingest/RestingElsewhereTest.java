package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.policy.Retention;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Looks;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.SharedStorage;
import io.obsrv.storage.Storage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A destination that rests, where other processes may bring rows. */
@Timeout(180)
class RestingElsewhereTest {
  private final ListDestination kept = new ListDestination();
  private final Looks looks = new Looks("runs");
  private final Storage shared = looks.at(new SharedStorage(MemoryStorage.create()));

  @Test
  void is_woken_once_for_rows_that_have_gone_before_it_came() throws Exception {
    try (Obsrv obsrv = Obsrv.on(shared).connector(kept).leaseTime(Duration.ofMillis(200)).open()) {
      Fixtures.publish(
          obsrv,
          DatasetDefinition.named("orders")
              .schema(
                  Schema.parse(
                      """
                      {"type": "object", "properties": {
                        "id": {"type": "integer"}, "at": {"type": "string", "format": "date-time"}}}
                      """))
              .key("id")
              .time("at")
              .retain(Retention.byEventTime(Duration.ofDays(30))));
      obsrv.ingestion().ingest("orders", "{\"id\": 1, \"at\": \"2001-01-01T00:00:00Z\"}");
      assertThat(obsrv.governance().expire("orders").rows()).isEqualTo(1);
      Fixtures.publish(obsrv, "orders", d -> d.destination("out", ListDestination.config("one")));

      Workers.await("opened", () -> kept.opened.get() == 1);
      Workers.awaitEnd("obsrv-orders-out");
      // The one look that finds the dataset ahead of it, and the rest behind that.
      Workers.await("opened again", () -> kept.opened.get() == 2);
      Workers.awaitEnd("obsrv-orders-out");
      looks.await(5);

      assertThat(kept.opened).hasValue(2);
      obsrv.ingestion().ingest("orders", "{\"id\": 2, \"at\": \"2101-01-01T00:00:00Z\"}");
      assertThat(kept.await(1)).hasSize(1);
    }
  }
}
