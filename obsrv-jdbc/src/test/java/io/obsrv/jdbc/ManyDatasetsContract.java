package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.schema.Schema;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What many datasets hold while nobody uses them, and while some are used. More datasets with
 * {@code -Dobsrv.datasets}.
 */
abstract class ManyDatasetsContract {
  private static final int DATASETS = Integer.getInteger("obsrv.datasets", 120);
  private static final int TOUCHED = 60;

  /** Of a busy machine; more datasets take longer to make and to ask. */
  private static final Duration LIMIT = Duration.ofSeconds(60 + 2L * DATASETS);

  private static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "properties": {"id": {"type": "integer"}}}""");

  /** Opens the same storage again. */
  protected abstract JdbcStorage open();

  /** How many files or connections the storage holds for datasets. */
  protected abstract int held();

  /** How many it may hold while none is in use. */
  protected abstract int heldAtRest();

  /** How many it may hold whatever is in use. */
  protected abstract int bound();

  @Test
  void what_nobody_uses_holds_nothing_and_what_is_used_is_bounded() {
    assertTimeoutPreemptively(LIMIT, this::makeReopenAndTouch);
  }

  private void makeReopenAndTouch() {
    try (Obsrv obsrv = Obsrv.open(open())) {
      for (int i = 0; i < DATASETS; i++) {
        Fixtures.publish(obsrv, DatasetDefinition.named(id(i)).schema(SCHEMA).key("id"));
        assertThat(held()).isLessThanOrEqualTo(bound());
      }
    }

    try (Obsrv obsrv = Obsrv.open(open())) {
      assertThat(obsrv.datasets().list()).hasSize(DATASETS);
      assertThat(held()).as("once opened").isLessThanOrEqualTo(heldAtRest());

      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < TOUCHED; i++) {
        String id = id(random.nextInt(DATASETS));
        assertThat(obsrv.ingestion().ingest(id, "{\"id\": %d}".formatted(i)).accepted())
            .isEqualTo(1);
        assertThat(held()).as("while used").isLessThanOrEqualTo(bound());
      }

      assertThat(accepted(obsrv)).isEqualTo(TOUCHED);
      assertThat(threadsOfDatasets()).isEmpty();
    }
  }

  private static String id(int number) {
    return "tenant_" + number;
  }

  private static long accepted(Obsrv obsrv) {
    return obsrv.datasets().list().stream()
        .mapToLong(dataset -> obsrv.monitor().stats(dataset.id().value()).counters().accepted())
        .sum();
  }

  private static List<String> threadsOfDatasets() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("tenant_"))
        .toList();
  }
}
