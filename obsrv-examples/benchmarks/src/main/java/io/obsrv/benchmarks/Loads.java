package io.obsrv.benchmarks;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.Lists;
import io.obsrv.Obsrv;
import io.obsrv.event.Event;
import io.obsrv.event.Receipt;
import io.obsrv.schema.Schema;
import java.util.List;

/** The same events, into Obsrv and into a plain program; one thread, a commit per batch. */
final class Loads {
  private final Database database;
  private final List<List<byte[]>> batches;

  /** Prepares the events, so that their making is not measured. */
  Loads(Database database, int events) {
    this.database = database;
    this.batches = Lists.partition(Events.range(0, events), Sizes.BATCH);
  }

  Side obsrv(String label, Workload workload) {
    return new Side(label, () -> obsrv(workload));
  }

  private Sample obsrv(Workload workload) {
    try (Workspace workspace = database.workspace();
        Obsrv obsrv = Obsrv.open(workspace.storage())) {
      workload.publish(obsrv);
      int accepted = 0;
      LoadClock clock = new LoadClock(database);
      for (List<byte[]> batch : batches) {
        accepted += push(obsrv, batch).accepted();
      }
      Sample sample = clock.stop(accepted);
      checkState(accepted == events(), "%s of %s events were accepted", accepted, events());
      return sample;
    }
  }

  private static Receipt push(Obsrv obsrv, List<byte[]> batch) {
    List<Event> events = batch.stream().<Event>map(Event.Json::new).toList();
    return obsrv.ingestion().ingest(Workload.ID, events);
  }

  Side plain(Schema schema) {
    return new Side("plain program", () -> plainly(schema));
  }

  private Sample plainly(Schema schema) throws Exception {
    try (Workspace workspace = database.workspace();
        PlainLoad load = workspace.plain(schema)) {
      LoadClock clock = new LoadClock(database);
      for (List<byte[]> batch : batches) {
        load.store(batch);
      }
      return clock.stop(events());
    }
  }

  private int events() {
    return batches.stream().mapToInt(List::size).sum();
  }
}
