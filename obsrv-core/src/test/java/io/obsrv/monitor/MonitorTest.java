package io.obsrv.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.storage.MemoryStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());

  @BeforeEach
  void fill() {
    Fixtures.publish(obsrv, Fixtures.numbered("orders"));
    obsrv.ingestion().ingest("orders", "no json", "no json either");
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void records_in_quarantine_come_in_parts() {
    assertThat(obsrv.monitor().quarantined("orders", 0, 1)).hasSize(1);
    assertThat(obsrv.monitor().quarantined("orders", 1, 10)).hasSize(1);
    assertThat(obsrv.monitor().quarantined("orders", 2, 10)).isEmpty();
  }

  @Test
  void a_part_without_records_or_before_the_beginning_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> obsrv.monitor().quarantined("orders", 0, -1))
        .withMessage("limit is -1, must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> obsrv.monitor().quarantined("orders", -1, 1))
        .withMessage("after is -1, must be at least 0");
  }
}
