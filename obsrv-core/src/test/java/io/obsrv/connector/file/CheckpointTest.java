package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final String TO_DO =
      ". Put the old file back, or reset split '%s' of the source to its beginning.";

  @TempDir Path temp;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(temp);
  }

  private Checkpoint end(FileSource files) {
    try (Source source = new Session(files).open();
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      return reader.poll(1_000, Duration.ZERO).checkpoint();
    }
  }

  private void refuses(FileSource files, Checkpoint from, String found) {
    try (Source source = new Session(files).open()) {
      assertThatThrownBy(() -> source.open(source.splits().get(0), Optional.of(from)))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessage(
              "Source 'feed' of dataset 'quakes' cannot read '%s': %s%s",
              files.options().get("path"), found, TO_DO.formatted(files.options().get("path")));
    }
  }

  @Test
  void isATextThatLaterVersionsHaveToUnderstand() {
    Path file = folder.write("a.csv", "a,b\n1,2\n3");
    assertThat(end(Files.csv(file)).value())
        .isEqualTo(
            "{\"format\":1,\"manner\":\"csv\",\"offset\":8,\"count\":2,\"tail\":1,\"ending\":\"CUT\","
                + "\"head\":8,\"fingerprint\":\"9d6719a0110c89e0d2e4bf1824c08e8d\"}");
  }

  @Test
  void isOfNoUseForAFileThatIsShorter() {
    FileSource source = Files.jsonLines(folder.write("a.jsonl", "{}\n".repeat(1_000)));
    Checkpoint end = end(source);
    folder.write("a.jsonl", "{}\n".repeat(999));
    refuses(source, end, "it is shorter than it was, so it is another file, or was cut");
  }

  @Test
  void isOfNoUseForAFileWhoseCutEndIsShorter() {
    FileSource source = Files.jsonLines(folder.write("a.jsonl", "{}\n{\"a\":"));
    Checkpoint end = end(source);
    folder.write("a.jsonl", "{}\n{\"a\"");
    refuses(source, end, "it is shorter than it was, so it is another file, or was cut");
  }

  @Test
  void isOfNoUseForAFileThatBeginsInAnotherWay() {
    FileSource source = Files.jsonLines(folder.write("a.jsonl", "{\"a\":1}\n"));
    Checkpoint end = end(source);
    folder.write("a.jsonl", "{\"a\":2}\n{\"a\":3}\n");
    refuses(source, end, "it does not begin as it did, so it is another file");
    folder.write("a.jsonl", "");
    refuses(source, end, "it does not begin as it did, so it is another file");
  }

  @Test
  void isOfNoUseForAFileThatIsReadInAnotherWay() {
    Path file = folder.write("a.json", "{\"f\":[1],\"g\":[2]}");
    Checkpoint end = end(Files.json(file).extract("f"));
    refuses(Files.json(file).extract("g"), end, "it was read as json:f, not as json:g");
    refuses(Files.jsonLines(file), end, "it was read as json:f, not as jsonl");
  }

  @Test
  void isRefusedIfItIsOfAnotherConnector() {
    FileSource source = Files.jsonLines(folder.write("a.jsonl", "{}\n"));
    String found = "its checkpoint is not one of this connector";
    refuses(source, new Checkpoint("7"), found);
    refuses(source, new Checkpoint("partition 7"), found);
    refuses(source, new Checkpoint("{\"format\":2}"), found);
    refuses(source, new Checkpoint("{\"format\":1}"), found);
  }

  @Test
  void behindTheEndThereIsNothing() {
    FileSource files = Files.jsonLines(folder.write("a.jsonl", "{}\n{}\n"));
    try (Source source = new Session(files).open();
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      SourceBatch some = reader.poll(1, Duration.ZERO);
      SourceBatch rest = reader.poll(9, Duration.ZERO);
      SourceBatch none = reader.poll(9, Duration.ZERO);
      assertThat(some.finished()).isFalse();
      assertThat(rest.finished()).isTrue();
      assertThat(none.records()).isEmpty();
      assertThat(none.finished()).isTrue();
      assertThat(none.checkpoint()).isEqualTo(rest.checkpoint()).isNotEqualTo(some.checkpoint());
    }
  }

  @Test
  void aBatchIsBoundedInBytes() {
    String line = "{\"a\":\"" + "x".repeat(1_000_000) + "\"}\n";
    FileSource files = Files.jsonLines(folder.write("a.jsonl", line.repeat(20)));
    try (Source source = new Session(files).open();
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      assertThat(reader.poll(1_000, Duration.ZERO).records()).hasSize(9);
      assertThat(reader.poll(1_000, Duration.ZERO).records()).hasSize(9);
      SourceBatch last = reader.poll(1_000, Duration.ZERO);
      assertThat(last.records()).hasSize(2);
      assertThat(last.finished()).isTrue();
    }
  }

  @Test
  void aReaderThatWasClosedHasNothing() {
    FileSource files = Files.jsonLines(folder.write("a.jsonl", "{}\n{}\n"));
    try (Source source = new Session(files).open()) {
      SplitReader reader = source.open(source.splits().get(0), Optional.empty());
      reader.close();
      reader.close();
      assertThatThrownBy(() -> reader.poll(1, Duration.ZERO))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isTrue())
          .hasMessageEndingWith("the reader was closed.");
    }
  }

  @Test
  void utf16IsRefused() {
    Path file = folder.write("a.csv", "a,b\n".getBytes(UTF_16));
    assertThatThrownBy(() -> Session.read(Files.csv(file)))
        .hasMessageEndingWith("it is UTF-16. Convert it to UTF-8, for example with iconv.");
  }
}
