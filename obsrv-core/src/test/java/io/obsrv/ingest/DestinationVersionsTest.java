package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.schema.Schema;
import io.obsrv.storage.ConnectorsTold;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.WritesTold;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A destination while another version of its dataset is published. */
@Timeout(180)
class DestinationVersionsTest {
  private final ListDestination kept = new ListDestination();
  private final Semaphore looks = new Semaphore(0);
  private volatile Runnable beforeSettling = () -> {};
  private final Obsrv obsrv =
      Obsrv.on(
              new ConnectorsTold(
                  WritesTold.of(MemoryStorage.create(), this::told),
                  call -> {
                    if (call.equals("changes")) {
                      looks.release();
                    }
                  }))
          .connector(kept)
          .open();

  private void told(String call) {
    if (call.equals("DataStore.settle")) {
      beforeSettling.run();
    }
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static Schema schema(String more) {
    return Schema.parse(
        "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}%s}}"
            .formatted(more));
  }

  private void publish() throws InterruptedException {
    Fixtures.publish(
        obsrv,
        DatasetDefinition.named("cities")
            .schema(schema(""))
            .key("id")
            .destination("out", ListDestination.config("one")));
    obsrv.ingestion().ingest("cities", "{\"id\": 1}");
    kept.await(1);
  }

  /** The version is live, but the destination is not replaced yet: it looks, twice to be sure. */
  private void pushAndLetItLook() {
    obsrv.ingestion().ingest("cities", "{\"id\": 2, \"name\": \"Goa\"}");
    looks.drainPermits();
    looks.acquireUninterruptibly(2);
  }

  @Test
  void gets_no_row_of_a_version_with_other_columns_before_it_is_opened_with_them()
      throws Exception {
    publish();
    beforeSettling = this::pushAndLetItLook;

    obsrv
        .as("asha")
        .datasets()
        .edit("cities", d -> d.schema(schema(", \"name\": {\"type\": \"string\"}")));
    Fixtures.review(obsrv, "cities");

    assertThat(kept.await(2))
        .containsExactly("1 PUT {\"id\":1}", "2 PUT {\"id\":2,\"name\":\"Goa\"}");
    assertThat(kept.columns).containsExactly(List.of("id"), List.of("id", "name"));
  }

  @Test
  void goes_on_undisturbed_with_a_version_of_the_same_columns() throws Exception {
    publish();

    obsrv.as("asha").datasets().edit("cities", d -> d.owner("shop"));
    Fixtures.review(obsrv, "cities");
    obsrv.ingestion().ingest("cities", "{\"id\": 2}");

    assertThat(kept.await(2)).hasSize(2);
    assertThat(kept.opened).hasValue(1);
  }
}
