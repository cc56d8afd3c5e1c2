package io.obsrv.storage;

import io.obsrv.event.Layout;
import io.obsrv.schema.Row;
import org.junit.jupiter.api.BeforeEach;

/** What is asked of four rows in two batches. */
abstract class FourQuakesContract extends StorageContract {
  static final Row A = Quakes.row("a", "Fiji", 4.5, 3L, "1.250", "2026-02-01T10:00:00Z");
  static final Row B = Quakes.row("b", "Fiji", 6.5, null, "0.750", "2026-02-01T23:30:00Z");
  static final Row C = Quakes.row("c", "Rotorua", 5.0, 2L, null, "2026-02-03T00:00:00Z");
  static final Row D = Quakes.row("d", null, null, null, null, null);

  Layout layout;

  @BeforeEach
  void storeFourRows() {
    layout = live(Quakes.layout("quakes"));
    committed(Batch.of(layout, A, B));
    committed(
        Batch.under(layout)
            .row(C, "{\"net\": \"nz\"}")
            .row(D)
            .progress("feed", "0", null, "1")
            .commit());
  }
}
