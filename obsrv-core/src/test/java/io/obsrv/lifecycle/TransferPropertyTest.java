package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetDocument;
import io.obsrv.dataset.DefinitionArbitraries;
import io.obsrv.storage.MemoryStorage;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was exported and imported is what it was. */
class TransferPropertyTest {
  @Provide
  Arbitrary<List<DatasetDefinition>> orders() {
    return DefinitionArbitraries.definitions("orders").list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<DatasetDefinition> visits() {
    return DefinitionArbitraries.definitions("visits");
  }

  @Property(tries = 100)
  void exported_imported_and_exported_again_it_is_the_same_byte_by_byte(
      @ForAll("orders") List<DatasetDefinition> orders,
      @ForAll("visits") DatasetDefinition visits) {
    try (Obsrv here = Obsrv.open(MemoryStorage.create());
        Obsrv there = Obsrv.open(MemoryStorage.create())) {
      here.datasets().create(visits);
      here.datasets().create(orders.get(0));
      for (DatasetDefinition next : orders.subList(1, orders.size())) {
        here.datasets().edit("orders", draft -> next.toBuilder());
      }
      String document = here.datasets().exportAll();

      there.as("ravi").datasets().importAll(document, ImportMode.REFUSE_EXISTING);

      assertThat(there.datasets().exportAll()).isEqualTo(document);
      assertThat(DatasetDocument.read(document).write()).isEqualTo(document);
      assertThat(there.datasets().version("orders", 1).definition())
          .isEqualTo(orders.get(orders.size() - 1));
    }
  }
}
