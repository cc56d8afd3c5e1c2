package io.obsrv.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.event.Layout;
import io.obsrv.event.OnContradiction;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.query.Query;
import io.obsrv.query.QueryLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Storage} must do when it is closed. */
public abstract class ClosedContract extends StorageContract {
  @Test
  void a_closed_storage_takes_no_calls() {
    Layout layout = live(Quakes.layout("quakes"));
    DatasetId id = layout.id();
    Map<String, ThrowingCallable> calls = new TreeMap<>();
    calls.put("find", () -> storage.registry().find(id));
    calls.put("list", () -> storage.registry().list());
    calls.put("connected", () -> storage.registry().connected());
    calls.put("unfinished", () -> storage.registry().unfinished());
    calls.put(
        "acquire a move",
        () -> storage.registry().leases().acquire(id, "move", "one", Duration.ofSeconds(1)));
    calls.put("acquire", () -> storage.leases().acquire(id, "work", "one", Duration.ofSeconds(1)));
    calls.put("version", () -> storage.registry().version(id, 1));
    calls.put("versions", () -> storage.registry().versions(id));
    calls.put("audit", () -> storage.registry().audit(id));
    calls.put("draft", () -> storage.registry().draft(id, 1, 1));
    calls.put("alias", () -> storage.registry().alias(id));
    calls.put("aliases", () -> storage.registry().aliases());
    calls.put("audited", () -> storage.registry().audited());
    calls.put("trail", () -> storage.registry().trail("quakes"));
    calls.put("problems", () -> data().problems(layout));
    calls.put("prepare", () -> data().prepare(layout));
    calls.put("activate", () -> data().activate(layout, OnContradiction.REFUSE));
    calls.put("settle", () -> data().settle(layout));
    calls.put("admit", () -> data().admit(layout, true));
    calls.put("commit", () -> data().commit(Batch.of(layout)));
    calls.put("checkpoint", () -> data().checkpoint(id, "feed", "0"));
    calls.put("counters", () -> data().counters(id));
    calls.put("quarantined", () -> storage.quarantine().read(id, QuarantineFilter.ALL, 0, 1));
    calls.put("dump", () -> storage.archives().dump(layout, entry -> {}));
    calls.put("restore", () -> storage.archives().restore(layout, Collections.emptyIterator()));
    calls.put("drop", () -> storage.archives().drop(id));
    calls.put("scan", () -> data().scan(layout, row -> {}));
    calls.put("run", () -> run(layout, Query.from("quakes")));
    calls.put("sql", () -> storage.queries().sql(layout, "select 1", QueryLimits.DEFAULT));
    calls.put(
        "apply",
        () ->
            storage
                .registry()
                .apply(
                    RegistryContract.creation(
                        DatasetVersion.draft(1, layout.definition(), "asha", TestClock.BEGIN))));

    storage.close();

    calls.forEach(
        (name, call) ->
            assertThatThrownBy(call)
                .as(name)
                .isInstanceOfSatisfying(
                    ObsrvException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED))
                .hasMessage("Obsrv was closed. Open it again to go on."));
  }

  @Test
  void a_storage_can_be_closed_twice() {
    storage.close();
    storage.close();
  }

  @Test
  void two_storages_in_one_program_share_nothing() {
    Layout layout = live(Quakes.layout("quakes"));
    committed(Batch.of(layout, Quakes.row("a", null, null, null)));

    try (Storage other = open(clock)) {
      assertThat(other.data().counters(layout.id()).received()).isZero();
      assertThat(other.registry().list()).isEmpty();
    }
    assertThat(rows(layout)).hasSize(1);
  }
}
