package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.event.CommitResult;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.query.QueryLimits;
import io.obsrv.query.QueryRefusedException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MemoryStorageTest extends StorageContracts {
  @Override
  protected Storage open(Clock clock) {
    return MemoryStorage.create(clock);
  }

  @Test
  void no_change_is_lost_however_short_the_race() throws Exception {
    try (Storage storage = MemoryStorage.create()) {
      RegistryContract.assertNoChangeIsLost(storage.registry(), 5_000);
    }
  }

  @Test
  void a_version_that_was_not_prepared_cannot_be_activated() {
    Layout first = Quakes.layout("quakes");
    Layout second =
        Quakes.layout(
            2, Quakes.named("quakes").schema(Quakes.schema(", \"net\": {\"type\": \"string\"}")));

    try (Storage storage = MemoryStorage.create()) {
      assertThatThrownBy(() -> storage.data().activate(first, OnContradiction.REFUSE))
          .hasMessage("version 1 of dataset 'quakes' was not prepared");
      storage.data().prepare(first);
      storage.data().activate(first, OnContradiction.REFUSE);
      assertThatThrownBy(() -> storage.data().activate(second, OnContradiction.REFUSE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("version 2 of dataset 'quakes' was not prepared");
      assertThat(storage.data().commit(Batch.of(first))).isInstanceOf(CommitResult.Committed.class);
    }
  }

  @Test
  void sql_is_refused_with_what_to_use_instead() {
    Layout layout = Quakes.layout("quakes");

    try (Storage storage = MemoryStorage.create()) {
      assertThatThrownBy(
              () -> storage.queries().sql(layout, "select 1 from quakes", QueryLimits.DEFAULT))
          .isInstanceOf(QueryRefusedException.class)
          .hasMessage(
              "Cannot query dataset 'quakes': SQL needs a database storage; open the library with"
                  + " JdbcStorage, or ask with a Query.");
    }
  }
}
