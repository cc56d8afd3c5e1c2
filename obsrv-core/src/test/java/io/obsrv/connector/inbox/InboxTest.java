package io.obsrv.connector.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  @TempDir Path directory;

  @Test
  void a_torn_last_record_is_cut_off_wherever_it_is_torn() throws IOException {
    try (Inbox inbox = Inbox.at("orders", directory)) {
      inbox.put(Event.json("{\"a\":1}"));
      inbox.put(Event.json("{\"a\":2}"));
    }
    Path log = logs().get(0);
    byte[] whole = Files.readAllBytes(log);
    int first = whole.length / 2;
    for (int cut = first; cut < whole.length; cut++) {
      Files.write(log, Arrays.copyOf(whole, cut));
      try (Inbox inbox = Inbox.at("orders", directory)) {
        inbox.put(Event.json("{\"a\":3}"));
        assertThat(texts(poll(inbox, Optional.empty())))
            .as("cut at " + cut)
            .containsExactly("{\"a\":1}", "{\"a\":3}");
      }
    }
  }

  @Test
  void records_of_every_kind_come_back_as_they_were() {
    Event cells = new Event.Cells(Map.of("a", "1", "b", ""));
    try (Inbox inbox = Inbox.at("orders", directory)) {
      inbox.put(List.of(cells, Event.json("{}")));
      assertThat(poll(inbox, Optional.empty()).records().get(0)).isEqualTo(cells);
      assertThat(poll(inbox, Optional.empty()).records()).hasSize(2);
    }
  }

  @Test
  void files_behind_which_everything_is_committed_are_deleted() throws IOException {
    try (Inbox inbox = Inbox.at("orders", directory, 1)) {
      for (int i = 0; i < 5; i++) {
        inbox.put(Event.json("{\"a\":" + i + "}"));
      }
      assertThat(logs()).hasSize(5);
      try (SplitReader reader = open(inbox, Optional.empty())) {
        reader.poll(1, Duration.ZERO);
        reader.poll(1, Duration.ZERO);
        reader.committed(reader.poll(1, Duration.ZERO).checkpoint());
      }
      assertThat(logs()).hasSize(3);
      assertThatThrownBy(() -> open(inbox, Optional.of(new Checkpoint("1:0"))))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("what is behind its checkpoint was deleted");
    }
  }

  @Test
  void what_one_dataset_has_read_is_kept_for_the_other_also_when_it_does_not_run()
      throws IOException {
    try (Inbox inbox = Inbox.at("orders", directory, 1)) {
      for (int i = 0; i < 5; i++) {
        inbox.put(Event.json("{\"a\":" + i + "}"));
      }
      open(inbox, "slow", Optional.empty()).close();
    }
    try (Inbox inbox = Inbox.at("orders", directory, 1)) {
      Checkpoint fast = readAndCommit(inbox, "fast", 5);
      assertThat(logs()).as("with what the slow one has to read").hasSize(5);

      readAndCommit(inbox, "slow", 3);
      assertThat(logs()).hasSize(3);
      assertThat(poll(inbox, Optional.of(fast)).records()).isEmpty();
    }
  }

  @Test
  void nothing_is_kept_for_a_source_that_is_gone_for_good() throws IOException {
    try (Inbox inbox = Inbox.at("orders", directory, 1)) {
      for (int i = 0; i < 5; i++) {
        inbox.put(Event.json("{\"a\":" + i + "}"));
      }
      open(inbox, "gone", Optional.empty()).close();
      readAndCommit(inbox, "fast", 5);
      assertThat(logs()).hasSize(5);

      inbox.release("gone", "feed");

      assertThat(logs()).hasSize(1);
    }
  }

  private static Checkpoint readAndCommit(Inbox inbox, String dataset, int records) {
    Checkpoint last = null;
    try (SplitReader reader = open(inbox, dataset, Optional.empty())) {
      for (int i = 0; i < records; i++) {
        last = reader.poll(1, Duration.ZERO).checkpoint();
      }
      reader.committed(Objects.requireNonNull(last));
    }
    return last;
  }

  @Test
  void a_directory_is_open_once() {
    Inbox inbox = Inbox.at("orders", directory);
    assertThatThrownBy(() -> Inbox.at("orders", directory))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("this process has it open already");
    inbox.close();
    assertThatThrownBy(() -> inbox.put(Event.json("{}")))
        .hasMessageContaining("cannot store 1 records");
  }

  @Test
  void a_checkpoint_of_another_inbox_is_refused() {
    try (Inbox inbox = Inbox.at("orders", directory)) {
      assertThatThrownBy(() -> open(inbox, Optional.of(new Checkpoint("9:9"))))
          .hasMessageContaining("it ends before its checkpoint, so it is another inbox");
      assertThatThrownBy(() -> open(inbox, Optional.of(new Checkpoint("x"))))
          .hasMessageContaining("its checkpoint is not one of an inbox");
    }
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  private static SourceBatch poll(Inbox inbox, Optional<Checkpoint> from) {
    try (SplitReader reader = open(inbox, from)) {
      return reader.poll(100, Duration.ZERO);
    }
  }

  private static SplitReader open(Inbox inbox, Optional<Checkpoint> from) {
    return open(inbox, "orders", from);
  }

  private static SplitReader open(Inbox inbox, String dataset, Optional<Checkpoint> from) {
    try (Source source =
        inbox.source(
            new SourceContext(
                DatasetId.of(dataset),
                "feed",
                1_000,
                Map.of(),
                name -> Optional.empty(),
                Clock.systemUTC()))) {
      return source.open(new Split("inbox"), from);
    }
  }

  private static List<String> texts(SourceBatch batch) {
    return batch.records().stream().map(event -> new String(event.raw(), UTF_8)).toList();
  }
}
