package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.schema.Field;
import io.obsrv.storage.Looks;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.WritesTold;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A destination while another version of its dataset is published. */
@Timeout(60)
class DestinationVersionsTest {
  private final ListDestination kept = new ListDestination();
  private final Looks looks = new Looks("changes");
  private volatile Runnable beforeSettling = () -> {};
  private final Obsrv obsrv =
      Obsrv.on(looks.at(WritesTold.of(MemoryStorage.create(), this::told))).connector(kept).open();

  private void told(String call) {
    if (call.equals("DataStore.settle")) {
      beforeSettling.run();
    }
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  private void publish() throws InterruptedException {
    Fixtures.publish(
        obsrv,
        Fixtures.numbered("cities").key("id").destination("out", ListDestination.config("one")));
    obsrv.ingestion().ingest("cities", "{\"id\": 1}");
    kept.await(1);
  }

  /** The version is live, but the destination is not replaced yet: it looks, twice to be sure. */
  private void pushAndLetItLook() {
    obsrv.ingestion().ingest("cities", "{\"id\": 2, \"name\": \"Goa\"}");
    looks.await(2);
  }

  @Test
  void gets_no_row_of_a_version_with_other_columns_before_it_is_opened_with_them()
      throws Exception {
    publish();
    beforeSettling = this::pushAndLetItLook;

    Fixtures.publish(obsrv, "cities", d -> d.addField("name", Field.string()));

    assertThat(kept.await(2))
        .containsExactly("1 PUT {\"id\":1}", "2 PUT {\"id\":2,\"name\":\"Goa\"}");
    assertThat(kept.columns).containsExactly(List.of("id"), List.of("id", "name"));
  }

  @Test
  void goes_on_undisturbed_with_a_version_of_the_same_columns() throws Exception {
    publish();

    Fixtures.publish(obsrv, "cities", d -> d.owner("shop"));
    obsrv.ingestion().ingest("cities", "{\"id\": 2}");

    assertThat(kept.await(2)).hasSize(2);
    assertThat(kept.opened).hasValue(1);
  }
}
