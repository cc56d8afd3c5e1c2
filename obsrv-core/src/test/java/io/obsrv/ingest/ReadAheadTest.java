package io.obsrv.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import io.obsrv.event.RunState;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Retries;
import io.obsrv.policy.Scaling;
import io.obsrv.query.Query;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.telemetry.CommittedBatch;
import io.obsrv.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behind a full batch the next one is read while that one is stored. */
@Timeout(60)
class ReadAheadTest {
  private static final int BATCH = 2;
  private static final Retries TWICE = new Retries(2, Duration.ofMillis(1), Duration.ofMillis(2));

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch secondPoll = new CountDownLatch(1);

  /** Fails when it is polled at a position, so many times. */
  private int failsAt = Integer.MAX_VALUE;

  private int failures;

  @Test
  void the_next_batch_is_read_while_one_is_stored() {
    List<Boolean> ahead = new ArrayList<>();
    Telemetry holding =
        new Telemetry() {
          @Override
          public void committed(DatasetId dataset, CommittedBatch batch) {
            if (ahead.isEmpty()) {
              ahead.add(Uninterruptibles.awaitUninterruptibly(secondPoll, 20, TimeUnit.SECONDS));
            }
          }
        };

    read(6, 2, holding);

    assertThat(ahead).as("the first commit has seen the second poll").containsExactly(true);
    assertThat(calls)
        .containsExactly(
            "poll 0 after PT0.2S",
            "poll 2 after PT0S",
            "committed 2",
            "poll 4 after PT0S",
            "committed 4",
            "committed 6");
    assertThat(threads).as("who polls is told").hasSize(6).containsOnly(threads.get(0));
  }

  @Test
  void with_one_worker_the_stages_wait_for_the_commit_and_all_is_stored() {
    read(6, 1, Telemetry.none());

    assertThat(calls).endsWith("committed 6").hasSize(6);
  }

  @Test
  void a_batch_that_is_not_full_is_stored_before_more_is_asked_for() {
    read(1, 2, Telemetry.none());

    assertThat(calls).containsExactly("poll 0 after PT0.2S", "committed 1");
  }

  @Test
  void what_is_under_way_when_reading_fails_is_stored_once() {
    failsAt = 4;
    failures = 2;

    read(6, 2, Telemetry.none());

    assertThat(calls)
        .containsExactly(
            "poll 0 after PT0.2S",
            "poll 2 after PT0S",
            "committed 2",
            "fail 4",
            "committed 4",
            "fail 4",
            "poll 4 after PT0.2S",
            "committed 6");
  }

  @Test
  void a_source_that_fails_again_and_again_behind_what_it_stored_has_failed() throws Exception {
    failsAt = 4;
    failures = Integer.MAX_VALUE;
    try (Obsrv obsrv = publish(6, 2, Telemetry.none())) {
      Workers.awaitEnd("obsrv-numbers-feed");

      ConnectorStatus status = obsrv.ingestion().source("numbers", "feed").status();
      assertThat(status.state()).isEqualTo(RunState.FAILED);
      assertThat(status.records()).isEqualTo(4);
      assertThat(calls.stream().filter("fail 4"::equals)).hasSize(3);
      assertThat(ids(obsrv)).containsExactly(1L, 2L, 3L, 4L);
    }
  }

  private void read(int records, int workers, Telemetry telemetry) {
    try (Obsrv obsrv = publish(records, workers, telemetry)) {
      obsrv.ingestion().awaitCompletion("numbers");

      assertThat(ids(obsrv)).containsExactlyElementsOf(upTo(records));
      assertThat(obsrv.monitor().stats("numbers").counters().received()).isEqualTo(records);
      assertThat(obsrv.ingestion().source("numbers", "feed").status().records()).isEqualTo(records);
    }
  }

  private Obsrv publish(int records, int workers, Telemetry telemetry) {
    Obsrv obsrv =
        Obsrv.on(MemoryStorage.create())
            .connector(new Numbers(records))
            .telemetry(telemetry)
            .retries(TWICE)
            .open();
    Fixtures.publish(
        obsrv,
        DatasetDefinition.named("numbers")
            .schema(
                Schema.parse(
                    "{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}"))
            .scaling(Scaling.DEFAULT.batchSize(BATCH).workers(workers))
            .source("feed", ConnectorConfig.of("numbers", Map.of())));
    return obsrv;
  }

  private static List<Object> ids(Obsrv obsrv) {
    return obsrv
        .queries()
        .run("numbers", Query.from("numbers").select("id").orderBy("id"))
        .rows()
        .stream()
        .map(row -> row.value(0))
        .toList();
  }

  private static List<Object> upTo(int last) {
    return IntStream.rangeClosed(1, last).<Object>mapToObj(n -> (long) n).toList();
  }

  /** Numbers from one on, with an end. Used by the source's thread. */
  private final class Numbers implements ConnectorProvider {
    private final int last;

    Numbers(int last) {
      this.last = last;
    }

    @Override
    public String type() {
      return "numbers";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.source(List.of(), Set.of(Capability.REPLAYABLE, Capability.BOUNDED));
    }

    @Override
    public Source source(SourceContext context) {
      return new Source() {
        @Override
        public List<Split> splits() {
          return List.of(new Split("all"));
        }

        @Override
        public SplitReader open(Split split, Optional<Checkpoint> from) {
          return new Reader(from.map(c -> Integer.parseInt(c.value())).orElse(0));
        }
      };
    }

    private final class Reader implements SplitReader {
      private int position;

      Reader(int position) {
        this.position = position;
      }

      @Override
      public SourceBatch poll(int max, Duration wait) {
        if (position == failsAt && failures > 0) {
          failures--;
          called("fail " + position);
          throw ConnectorException.retryable("the line is cut", null);
        }
        called("poll " + position + " after " + wait);
        if (position > 0) {
          secondPoll.countDown();
        }
        int end = Math.min(last, position + max);
        List<Event> events =
            IntStream.rangeClosed(position + 1, end)
                .mapToObj(n -> Event.json("{\"id\": %d}".formatted(n)))
                .toList();
        position = end;
        return new SourceBatch(events, new Checkpoint(Integer.toString(end)), end == last);
      }

      @Override
      public void committed(Checkpoint checkpoint) {
        called("committed " + checkpoint.value());
      }

      private void called(String call) {
        calls.add(call);
        threads.add(Thread.currentThread());
      }
    }
  }
}
