package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.RunState;
import io.obsrv.schema.Field;
import io.obsrv.storage.MemoryStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A library that leaves connectors alone until somebody asks for them. */
@Timeout(180)
class StartingOnCallTest {
  private static final String FEED = "obsrv-orders-feed";

  private final StreamSource stream = new StreamSource();
  private final ListDestination kept = new ListDestination();
  private final Taken taken = new Taken();
  private final Obsrv obsrv =
      Obsrv.on(MemoryStorage.create())
          .connector(stream)
          .connector(kept)
          .telemetry(taken)
          .sourcesStartOnCall()
          .open();

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static DefinitionBuilder orders() {
    return Fixtures.numbered("orders")
        .key("id")
        .source("feed", StreamSource.config("one"))
        .destination("out", ListDestination.config("one"));
  }

  private RunState feed() {
    return obsrv.ingestion().source("orders", "feed").status().state();
  }

  private void publishWith(String field) {
    Fixtures.publish(obsrv, "orders", d -> d.addField(field, Field.string()));
  }

  @Test
  void starts_none_because_it_publishes_resumes_or_reinstates() {
    stream.add("{\"id\": 1}");

    Fixtures.publish(obsrv, orders());
    publishWith("note");
    obsrv.datasets().pause("orders");
    obsrv.datasets().resume("orders");
    obsrv.datasets().retire("orders");
    obsrv.datasets().reinstate("orders");

    assertThat(Workers.named(FEED)).isEmpty();
    assertThat(feed()).isEqualTo(RunState.STOPPED);
    assertThat(stream.opened).isEmpty();
    assertThat(obsrv.ingestion().ingest("orders", "{\"id\": 2}").accepted()).isEqualTo(1);
    assertThat(kept.opened).hasValue(0);
  }

  @Test
  void goes_on_with_those_of_a_dataset_that_somebody_started_whatever_becomes_of_it()
      throws Exception {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().start("orders");

    obsrv.datasets().pause("orders");
    obsrv.datasets().resume("orders");
    stream.add("{\"id\": 1}");
    taken.await(1);

    obsrv.datasets().retire("orders");
    obsrv.datasets().reinstate("orders");
    publishWith("note");
    stream.add("{\"id\": 2}");
    taken.await(2);
    assertThat(kept.await(2)).hasSize(2);
  }

  @Test
  void goes_on_with_the_one_connector_that_somebody_started_and_with_no_other() throws Exception {
    Fixtures.publish(obsrv, orders());
    obsrv.ingestion().destination("orders", "out").restart();
    obsrv.ingestion().ingest("orders", "{\"id\": 1}");
    kept.await(1);

    publishWith("note");
    obsrv.ingestion().ingest("orders", "{\"id\": 2, \"note\": \"late\"}");

    assertThat(kept.await(2)).endsWith("2 PUT {\"id\":2,\"note\":\"late\"}");
    assertThat(Workers.named(FEED)).isEmpty();
    assertThat(stream.opened).isEmpty();
  }
}
