package io.obsrv;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.query.Queries;
import io.obsrv.query.Query;
import io.obsrv.storage.MemoryStorage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers may pass null where nothing checks it for them. */
class NullArgumentsTest {
  private final Obsrv obsrv = Obsrv.open(MemoryStorage.create());

  @AfterEach
  void close() {
    obsrv.close();
  }

  @Test
  void are_refused_by_datasets_with_the_name_of_the_parameter() {
    Datasets datasets = obsrv.datasets();
    assertNamed("definition", () -> datasets.create((DatasetDefinition) null));
    assertNamed("definition", () -> datasets.create((DefinitionBuilder) null));
    assertNamed("id", () -> datasets.edit((String) null, draft -> draft));
    assertNamed("seen", () -> datasets.edit((Dataset) null, draft -> draft));
    assertNamed("id", () -> datasets.discard(null));
    assertNamed("id", () -> datasets.submit(null));
    assertNamed("comment", () -> datasets.reject("a", null));
    assertNamed("comment", () -> datasets.approve("a", null));
    assertNamed("id", () -> datasets.publish(null));
    assertNamed("id", () -> datasets.retire(null));
    assertNamed("id", () -> datasets.reinstate(null));
    assertNamed("id", () -> datasets.find(null));
    assertNamed("id", () -> datasets.versions(null));
    assertNamed("id", () -> datasets.version(null, 1));
  }

  @Test
  void are_refused_by_queries_with_the_name_of_the_parameter() {
    Queries queries = obsrv.queries();
    assertNamed("id", () -> queries.run(null, Query.from("a").count()));
    assertNamed("query", () -> queries.run("a", null));
    assertNamed("id", () -> queries.sql(null, "select 1"));
    assertNamed("sql", () -> queries.sql("a", null));
  }

  private static void assertNamed(String parameter, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(parameter);
  }
}
