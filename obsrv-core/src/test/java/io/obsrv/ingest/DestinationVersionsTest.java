package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.schema.Field;
import io.obsrv.storage.ConnectorsTold;
import io.obsrv.storage.Looks;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.WritesTold;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A destination while another version of its dataset is published. */
@Timeout(180)
class DestinationVersionsTest {
  private final ListDestination kept = new ListDestination();
  private final Looks looks = new Looks("changes");
  private volatile Runnable beforeSettling = () -> {};
  private volatile Runnable beforeSwitch = () -> {};
  private volatile Runnable behindLook = () -> {};
  private volatile boolean isActive;
  private final Obsrv obsrv =
      Obsrv.on(
              looks.at(
                  new ConnectorsTold(
                      WritesTold.of(MemoryStorage.create(), this::told),
                      call -> {
                        if (call.equals("changes")) {
                          behindLook.run();
                        }
                      })))
          .connector(kept)
          .open();

  private void told(String call) {
    if (call.equals("DataStore.settle")) {
      beforeSettling.run();
    } else if (call.equals("DataStore.activate")) {
      isActive = true;
    } else if (call.equals("Registry.apply") && isActive) {
      beforeSwitch.run();
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

  /**
   * The store has another version than the destination goes by: it finds nothing, and loses its
   * patience just when it is told of the version.
   */
  @Test
  void does_not_rest_upon_rows_of_a_version_that_it_has_just_been_told_of() throws Exception {
    publish();
    Gate first = new Gate();
    Gate last = new Gate();
    isActive = false;
    beforeSwitch =
        () -> {
          beforeSwitch = () -> {};
          behindLook = first::pass;
          // It looks, also where it has come to rest by now.
          obsrv.ingestion().ingest("cities", "{\"id\": 2}");
          first.awaitVisitor();
          behindLook = lastOf(DestinationWorker.PATIENCE + 1, last);
          // From this news on it counts anew.
          obsrv.ingestion().ingest("cities", "{\"id\": 3}");
          first.open();
          last.awaitVisitor();
        };

    Fixtures.publish(obsrv, "cities", d -> d.owner("shop"));
    last.open();

    assertThat(kept.await(3)).hasSize(3);
  }

  private static Runnable lastOf(int number, Gate gate) {
    AtomicInteger left = new AtomicInteger(number);
    return () -> {
      if (left.decrementAndGet() == 0) {
        gate.pass();
      }
    };
  }

  /** Who comes to it waits until it is open. */
  private static final class Gate {
    private final CountDownLatch visited = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void pass() {
      visited.countDown();
      Uninterruptibles.awaitUninterruptibly(opened);
    }

    void awaitVisitor() {
      Uninterruptibles.awaitUninterruptibly(visited);
    }

    void open() {
      opened.countDown();
    }
  }

  @Test
  void goes_on_undisturbed_with_a_version_of_the_same_columns() throws Exception {
    publish();
    Gate look = new Gate();
    behindLook = look::pass;
    obsrv.ingestion().ingest("cities", "{\"id\": 2}");
    look.awaitVisitor();
    int opened = kept.opened.get();

    Fixtures.publish(obsrv, "cities", d -> d.owner("shop"));
    look.open();

    assertThat(kept.await(2)).hasSize(2);
    assertThat(kept.opened).hasValue(opened);
  }
}
