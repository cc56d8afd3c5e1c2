package io.obsrv.jdbc.crash;

import com.google.common.collect.ImmutableSet;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.schema.Field;

/** What a process is doing with a dataset when it dies. */
enum Move {
  PUBLISH(
      true,
      ImmutableSet.of(
          "before Registry.apply",
          "before DataStore.prepare",
          "before DataStore.backfill",
          "transaction 2 of DataStore.backfill",
          "before DataStore.activate",
          "transaction 3 of DataStore.activate",
          "before DataStore.settle")) {
    @Override
    void prepare(Obsrv obsrv, String id) {
      obsrv
          .datasets()
          .edit(id, d -> changed(d).addField(Feed.NOTE, Field.string().withDefault(Feed.NOTED)));
      Fixtures.approve(obsrv, id);
    }

    @Override
    void make(Datasets datasets, String id) {
      datasets.publish(id);
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.live().orElseThrow() == 2;
    }
  },
  ROLLBACK(true, PUBLISH.steps()) {
    @Override
    void prepare(Obsrv obsrv, String id) {
      Fixtures.publish(obsrv, id, Move::changed);
    }

    @Override
    void make(Datasets datasets, String id) {
      Dataset dataset = datasets.find(id).orElseThrow();
      if (dataset.draft().isEmpty()) {
        datasets.rollback(id, 1);
      }
      if (draft(datasets, id) == VersionStatus.DRAFT) {
        datasets.submit(id);
      }
      if (draft(datasets, id) == VersionStatus.IN_REVIEW) {
        datasets.approve(id, "");
      }
      datasets.publish(id);
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.live().orElseThrow() == 3;
    }
  },
  /** To another location; nothing is taken meanwhile. */
  RELOCATE(
      false,
      ImmutableSet.of(
          "before Registry.apply",
          "before DataStore.admit",
          "before ArchiveStore.restore",
          "transaction 1 of ArchiveStore.restore",
          "before ArchiveStore.dump",
          "before DataStore.prepare",
          "before DataStore.activate",
          "before DataStore.settle",
          "before ArchiveStore.drop")) {
    @Override
    void prepare(Obsrv obsrv, String id) {
      obsrv.datasets().edit(id, d -> d.location(ELSEWHERE));
      Fixtures.approve(obsrv, id);
    }

    @Override
    void make(Datasets datasets, String id) {
      datasets.publish(id);
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.location().name().equals(ELSEWHERE);
    }
  },
  ARCHIVE(
      false,
      ImmutableSet.of(
          "before ArchiveStore.dump",
          "OPENED",
          "WRITTEN",
          "READ_BACK",
          "MOVED",
          "before Registry.apply",
          "before ArchiveStore.drop",
          "REMOVED")) {
    /** The bundle of an archive that was restored is there still. */
    @Override
    void prepare(Obsrv obsrv, String id) {
      RESTORE.prepare(obsrv, id);
      RESTORE.make(obsrv.datasets(), id);
    }

    @Override
    void make(Datasets datasets, String id) {
      datasets.archive(id);
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.status() == DatasetStatus.ARCHIVED;
    }
  },
  RESTORE(
      false,
      ImmutableSet.of(
          "before Registry.apply",
          "before ArchiveStore.restore",
          "transaction 1 of ArchiveStore.restore")) {
    @Override
    void prepare(Obsrv obsrv, String id) {
      obsrv.datasets().retire(id);
      obsrv.datasets().archive(id);
    }

    @Override
    void make(Datasets datasets, String id) {
      datasets.restore(id);
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.status() == DatasetStatus.RETIRED;
    }
  },
  /** Of a dataset whose tables are there, and a bundle as well. */
  PURGE(false, ImmutableSet.of("before Registry.apply", "before ArchiveStore.drop", "REMOVED")) {
    @Override
    void prepare(Obsrv obsrv, String id) {
      ARCHIVE.prepare(obsrv, id);
    }

    @Override
    void make(Datasets datasets, String id) {
      datasets.purge(id, "the customer left");
    }

    @Override
    boolean isMade(Dataset dataset) {
      return dataset.status() == DatasetStatus.PURGED;
    }
  };

  /** The other location there is. */
  static final String ELSEWHERE = "eu";

  private final boolean takesRecords;
  private final ImmutableSet<String> steps;

  Move(boolean takesRecords, ImmutableSet<String> steps) {
    this.takesRecords = takesRecords;
    this.steps = steps;
  }

  /** Whether the dataset takes records while it is moved. */
  boolean takesRecords() {
    return takesRecords;
  }

  /** Steps that it has at least. */
  ImmutableSet<String> steps() {
    return steps;
  }

  /** Brings a live dataset of version 1 to where the move begins. */
  abstract void prepare(Obsrv obsrv, String id);

  /** Makes the move, or what is left of it. */
  abstract void make(Datasets datasets, String id);

  /** Whether a dataset is where the move ends; otherwise it is where it began. */
  abstract boolean isMade(Dataset dataset);

  private static DefinitionBuilder changed(DefinitionBuilder definition) {
    return definition
        .changeField("amount", Field.number())
        .withoutTable("total")
        .table("by_amount", t -> t.groupBy("amount").count().max("amount"));
  }

  private static VersionStatus draft(Datasets datasets, String id) {
    return datasets.version(id, datasets.find(id).orElseThrow().draft().orElseThrow()).status();
  }
}
