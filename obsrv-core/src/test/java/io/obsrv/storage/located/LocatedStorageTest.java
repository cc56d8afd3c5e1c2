package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obsrv.dataset.Location;
import io.obsrv.storage.ForwardingStorage;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.StorageContracts;
import io.obsrv.storage.StorageFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several storages are one, for whoever uses it. */
class LocatedStorageTest extends StorageContracts {
  @Override
  protected Storage open(Clock clock) {
    return new LocatedStorage(
        MemoryStorage.create(clock),
        new TreeMap<>(Map.of(Location.of("eu"), MemoryStorage.create(clock))));
  }

  private static Storage telling(String name, List<String> closed) {
    return new ForwardingStorage(MemoryStorage.create()) {
      @Override
      public void close() {
        closed.add(name);
        throw new StorageFailure(name + " cannot be closed");
      }
    };
  }

  @Test
  void each_is_closed_whatever_comes_of_the_others_and_the_home_last() {
    List<String> closed = new ArrayList<>();
    Storage located =
        new LocatedStorage(
            telling("home", closed),
            new TreeMap<>(
                Map.of(
                    Location.of("eu"), telling("eu", closed),
                    Location.of("us"), telling("us", closed))));

    Throwable thrown = catchThrowable(located::close);

    assertThat(closed).hasSize(3).contains("eu", "us").endsWith("home");
    List<Throwable> told = new ArrayList<>(List.of(thrown));
    for (int i = 0; i < told.size(); i++) {
      told.addAll(List.of(told.get(i).getSuppressed()));
    }
    assertThat(told).hasSize(3);
  }
}
