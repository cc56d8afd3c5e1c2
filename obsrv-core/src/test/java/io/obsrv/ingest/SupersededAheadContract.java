package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Counters;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import io.obsrv.storage.WritesTold;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was read ahead, and has passed the stages of a version that is live no more. */
@Timeout(180)
public abstract class SupersededAheadContract {
  private static final int RECORDS = 6;
  private static final int BATCH = 2;

  private final ListSource numbers = new ListSource();

  /** The positions at which the source was polled, by its one thread. */
  private final List<Integer> polled = new CopyOnWriteArrayList<>();

  private final AtomicInteger commits = new AtomicInteger();
  private volatile Thread reader = Thread.currentThread();
  private Obsrv obsrv;

  /** Opens a storage that is new and empty; the contract closes it. */
  protected abstract Storage open();

  @BeforeEach
  void openLibrary() {
    IntStream.rangeClosed(1, RECORDS)
        .forEach(n -> numbers.records.add("{\"id\": %d}".formatted(n)));
    numbers.calls =
        new ListSource.Calls() {
          @Override
          public void polls(int position, Duration wait) {
            reader = Thread.currentThread();
            polled.add(position);
          }
        };
    obsrv = Obsrv.on(WritesTold.of(open(), this::written)).connector(numbers).open();
  }

  @AfterEach
  void closeLibrary() {
    obsrv.close();
  }

  /** Of one split one batch at a time is committed: what is behind it waits for that. */
  private void written(String call) {
    if (call.equals("DataStore.commit")) {
      switch (commits.incrementAndGet()) {
        case 1 -> awaitReadAhead(2);
        case 2 -> {
          awaitReadAhead(4);
          publishSecond();
        }
        default -> {}
      }
    }
  }

  /** Returns once the batch at a position has passed the stages, and waits for the one before. */
  private void awaitReadAhead(int position) {
    Workers.await(
        "read ahead", () -> polled.contains(position) && reader.getState() == Thread.State.WAITING);
  }

  private void publishSecond() {
    obsrv.as("asha").datasets().edit("numbers", d -> stamped(d, "second"));
    Fixtures.review(obsrv, "numbers");
  }

  private static DefinitionBuilder stamped(DefinitionBuilder definition, String stamp) {
    return definition.transform("stamp", t -> t.jsonata("stamp", "'" + stamp + "'"));
  }

  @Test
  void passes_the_stages_of_the_next_one_with_nothing_lost_and_nothing_twice() {
    Fixtures.publish(
        obsrv,
        stamped(
            DatasetDefinition.named("numbers")
                .schema(
                    Schema.parse(
                        """
                        {"type": "object", "required": ["id"], "properties": {
                          "id": {"type": "integer"}, "stamp": {"type": "string"}}}
                        """))
                .key("id")
                .scaling(Scaling.DEFAULT.batchSize(BATCH))
                .source("feed", ListSource.config())
                .table("per_stamp", t -> t.groupBy("stamp").count()),
            "first"));
    obsrv.ingestion().awaitCompletion("numbers");

    assertThat(polled).as("nothing is read again").containsExactly(0, 2, 4);
    assertThat(numbers.committed).containsExactly("2", "4", "6");
    assertThat(commits).as("two of them were staged under the first version").hasValue(5);
    assertThat(answers(Query.from("numbers").select("id", "stamp").orderBy("id")))
        .containsExactly(
            new Row(1L, "first"),
            new Row(2L, "first"),
            new Row(3L, "second"),
            new Row(4L, "second"),
            new Row(5L, "second"),
            new Row(6L, "second"));
    assertThat(answers(Query.from("per_stamp")))
        .containsExactlyInAnyOrder(new Row("first", 2L), new Row("second", 4L));
    Counters counters = obsrv.monitor().stats("numbers").counters();
    assertThat(counters.received()).isEqualTo(RECORDS);
    assertThat(counters.accepted()).isEqualTo(RECORDS);
    assertThat(obsrv.ingestion().source("numbers", "feed").status().records()).isEqualTo(RECORDS);
  }

  private List<Row> answers(Query query) {
    return obsrv.queries().run("numbers", query).rows();
  }
}
