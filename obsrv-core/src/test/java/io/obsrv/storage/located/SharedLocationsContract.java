package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.query.Query;
import io.obsrv.storage.Storage;
import org.junit.jupiter.api.Test;

/** Two libraries on the same storages, as two processes have them. */
public abstract class SharedLocationsContract {

  /** The storage of a name; it can be open several times. */
  protected abstract Storage open(String name);

  private Obsrv library() {
    return Obsrv.on(open("home")).location("eu", open("eu")).open();
  }

  private static void move(Obsrv obsrv, String location) {
    obsrv.datasets().edit("orders", d -> d.location(location));
    Fixtures.review(obsrv, "orders");
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
}
