package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.callback.Callback;
import io.obsrv.event.Event;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two libraries on the same storages, as two processes have them. */
public abstract class SharedLocationsContract {
  private static final Duration LEASE = Duration.ofSeconds(5);

  /** The storage of a name; it can be open several times. */
  protected abstract Storage open(String name);

  private Obsrv library() {
    return Obsrv.on(open("home")).location("eu", open("eu")).open();
  }

  private static void move(Obsrv obsrv, String location) {
    Fixtures.publish(obsrv, "orders", d -> d.location(location));
  }

  @Test
  void who_has_not_heard_of_a_move_follows_it_there_and_back() {
    try (Obsrv obsrv = library();
        Obsrv late = library()) {
      Fixtures.publish(obsrv, Orders.definition());
      late.ingestion().ingest("orders", Orders.order(1));

      move(obsrv, "eu");
      assertThat(late.ingestion().ingest("orders", Orders.order(2)).accepted()).isEqualTo(1);
      assertThat(late.queries().run("orders", Query.from("orders")).rows()).hasSize(2);

      move(obsrv, "home");
      move(obsrv, "eu");
      move(obsrv, "home");
      assertThat(late.ingestion().ingest("orders", Orders.order(2)).duplicates()).isEqualTo(1);
      assertThat(late.ingestion().ingest("orders", Orders.order(3)).accepted()).isEqualTo(1);
      assertThat(obsrv.queries().run("orders", Query.from("orders")).rows()).hasSize(3);
      assertThat(late.governance().residency("orders").isAsDeclared()).isTrue();
    }
  }

  @Test
  void a_destination_elsewhere_rests_while_rows_are_copied_and_gets_each_of_them_once() {
    int rows = 300;
    AtomicBoolean copying = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(rows);
    List<Long> meanwhile = new CopyOnWriteArrayList<>();
    List<Long> told = new CopyOnWriteArrayList<>();
    Callback slow =
        Callback.to(
            "slow",
            batch ->
                batch
                    .records()
                    .forEach(
                        record -> {
                          Uninterruptibles.awaitUninterruptibly(begun);
                          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                          (copying.get() ? meanwhile : told).add(record.sequence());
                          all.countDown();
                        }));
    Consumer<String> watching =
        call -> {
          if (call.equals("DataStore.admit")) {
            begun.countDown();
          }
          if (call.equals("ArchiveStore.dump")) {
            copying.set(true);
          }
          if (call.equals("DataStore.activate")) {
            copying.set(false);
          }
        };
    try (Obsrv busy =
            Obsrv.on(open("home"))
                .location("eu", open("eu"))
                .connector(slow)
                .leaseTime(LEASE)
                .open();
        Obsrv moving =
            Obsrv.on(WritesTold.of(open("home"), watching))
                .location("eu", WritesTold.of(open("eu"), watching))
                .connector(slow)
                .leaseTime(LEASE)
                .sourcesStartOnCall()
                .open()) {
      Fixtures.publish(
          busy,
          Orders.definition()
              .scaling(Scaling.DEFAULT.batchSize(1))
              .destination("mail", slow.config()));
      busy.ingestion()
          .ingest(
              "orders",
              IntStream.range(0, rows).mapToObj(id -> Event.json(Orders.order(id))).toList());

      move(moving, "eu");

      assertThat(Uninterruptibles.awaitUninterruptibly(all, 1, TimeUnit.MINUTES)).isTrue();
      assertThat(meanwhile).as("told while rows were copied").isEmpty();
      assertThat(told).hasSize(rows).doesNotHaveDuplicates();
    }
  }
}
