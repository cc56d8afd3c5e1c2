package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.Kind;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layouts;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MastersTest {
  private final Storage storage = MemoryStorage.create();
  private final Obsrv obsrv = Obsrv.open(storage);
  private final List<Set<?>> lookups = new ArrayList<>();
  private final Masters masters = new Masters(told(), new Layouts(storage.registry()));

  @BeforeEach
  void publishShops() {
    publish(
        """
        {"type": "object", "properties": {"shop": {"type": "string"}, "city": {"type": "string"}}}\
        """);
    put("a", "Oslo");
    put("b", "Bonn");
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void are_read_once_while_they_are_the_same_also_those_that_are_missing() {
    assertThat(cities("a", "x")).containsExactly("Oslo");
    assertThat(cities("a", "x")).containsExactly("Oslo");
    assertThat(cities("a", "b")).containsExactly("Bonn", "Oslo");

    assertThat(lookups).containsExactly(keys("a", "x"), keys("b"));
  }

  @Test
  void are_read_again_when_one_is_put_replaced_or_removed() {
    assertThat(cities("a", "x")).containsExactly("Oslo");
    put("x", "Rome");
    assertThat(cities("a", "x")).containsExactly("Oslo", "Rome");
    put("a", "Turin");
    assertThat(cities("a", "x")).containsExactly("Rome", "Turin");
  }

  @Test
  void are_of_one_moment_where_the_master_changes_while_they_are_read() {
    assertThat(cities("a")).containsExactly("Oslo");
    interruption =
        () -> {
          put("a", "Turin");
          put("b", "Pisa");
        };

    assertThat(cities("a", "b")).containsExactly("Pisa", "Turin");
  }

  @Test
  void are_of_the_columns_of_the_live_version() {
    assertThat(cities("a")).containsExactly("Oslo");
    publish(
        """
        {"type": "object", "properties": {"zip": {"type": "string"}, "shop": {"type": "string"}, "city": {"type": "string"}}}\
        """);

    assertThat(masters.find(DatasetId.of("shops"), keys("a")).rows().get(key("a")).values())
        .containsExactly(null, "a", "Oslo");
  }

  @Test
  void of_a_dataset_that_is_not_there_are_none() {
    assertThat(masters.find(DatasetId.of("nowhere"), keys("a")).layout()).isEmpty();
  }

  private Runnable interruption = () -> {};

  private List<String> cities(String... shops) {
    return masters.find(DatasetId.of("shops"), keys(shops)).rows().values().stream()
        .map(row -> (String) row.value(1))
        .sorted()
        .toList();
  }

  private static Set<String> keys(String... shops) {
    return Stream.of(shops).map(MastersTest::key).collect(Collectors.toSet());
  }

  private static String key(String shop) {
    return KeyText.of(List.of(shop));
  }

  private void put(String shop, String city) {
    obsrv.ingestion().ingest("shops", "{\"shop\": \"%s\", \"city\": \"%s\"}".formatted(shop, city));
  }

  private void publish(String schema) {
    DatasetId id = DatasetId.of("shops");
    if (storage.registry().find(id).isPresent()) {
      obsrv.datasets().edit("shops", d -> d.schema(Schema.parse(schema)));
    } else {
      obsrv
          .datasets()
          .create(
              DatasetDefinition.named("shops")
                  .kind(Kind.MASTER)
                  .schema(Schema.parse(schema))
                  .key("shop"));
    }
    Fixtures.review(obsrv, "shops");
  }

  /** The store, which tells of each lookup, and may be interrupted before one. */
  private DataStore told() {
    return (DataStore)
        Proxy.newProxyInstance(
            DataStore.class.getClassLoader(),
            new Class<?>[] {DataStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("lookup")) {
                lookups.add((Set<?>) arguments[1]);
                Runnable once = interruption;
                interruption = () -> {};
                once.run();
              }
              try {
                return method.invoke(storage.data(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
