package io.obsrv.storage;

import java.time.Clock;
import org.junit.jupiter.api.Nested;

/**
 * All contracts of a storage but that of random batches, which jqwik runs. The test of an
 * implementation says how to open one, and no more.
 */
public abstract class StorageContracts {

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open(Clock clock);

  /**
   * What is left of a storage after it was closed and opened again. A storage that keeps nothing
   * answers the same one, still open.
   */
  protected Storage reopen(Storage present, Clock clock) {
    return present;
  }

  @Nested
  class A_registry extends RegistryContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_data_store extends DataStoreContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_keys extends KeysContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_accounts extends AccountingContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_upserts extends UpsertContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_batches extends BatchesContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_quarantine extends QuarantineContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_new_version extends LayoutContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_aggregate_tables extends AggregateTableContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_query extends QueryEngineContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_grouped_query extends GroupedQueryContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_closed_storage extends ClosedContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_columns extends EvolutionContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_dumps extends ArchiveContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class A_dropped_dataset extends DropContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class What_it_keeps extends RetentionContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class Its_leases extends LeaseContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }

  @Nested
  class What_it_names_when_it_is_opened extends OpeningContract {
    @Override
    protected Storage open(Clock clock) {
      return StorageContracts.this.open(clock);
    }

    @Override
    protected Storage reopen(Storage present, Clock clock) {
      return StorageContracts.this.reopen(present, clock);
    }
  }
}
