package io.obsrv.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SplitReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipTest {
  private static final String MISSING =
      "TRUNCATED: the gzip file is cut: what came behind is missing []";

  @TempDir Path temp;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(temp);
  }

  /** Numbers that gzip cannot make much smaller. */
  private static List<String> records(int count) {
    Random random = new Random(7);
    return IntStream.range(0, count).mapToObj(i -> "{\"n\":" + random.nextLong() + "}").toList();
  }

  private static String lines(List<String> records) {
    return String.join("\n", records) + "\n";
  }

  @Test
  void contentTellsThatAFileIsPackedNotItsName() {
    List<String> records = records(1_000);
    Path packed = folder.write("a.jsonl", Folder.gzip(lines(records)));
    Path plain = folder.write("b.jsonl.gz", lines(records));
    assertThat(Session.read(Files.jsonLines(packed))).isEqualTo(records);
    assertThat(Session.read(Files.jsonLines(plain))).isEqualTo(records);
  }

  @Test
  void everyFormatCanBePackedAndIsReadOnFromWithin() {
    Path json = folder.write("a.json.gz", Folder.gzip("{\"f\":[{\"a\":1},{\"a\":2},{\"a\":3}]}"));
    Path csv = folder.write("a.csv.gz", Folder.gzip("a,b\n1,2\n3,4\n5,6\n"));
    assertThat(new Session(Files.json(json).extract("f")).readOn(1, 1))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    assertThat(new Session(Files.csv(csv)).readOn(1, 1))
        .containsExactly("{a=1, b=2}", "{a=3, b=4}", "{a=5, b=6}");
  }

  @Test
  void aFileGrowsByAMember() {
    Path file = folder.write("a.jsonl.gz", Folder.gzip("{\"a\":1}\n"));
    Session session = new Session(Files.jsonLines(file));
    assertThat(session.readOn()).containsExactly("{\"a\":1}");
    Folder.append(file, Folder.gzip("{\"a\":2}\n"));
    Folder.append(file, Folder.gzip("{\"a\":3}\n"));
    assertThat(session.readOn()).containsExactly("{\"a\":2}", "{\"a\":3}");
    folder.write("a.jsonl.gz", Folder.gzip("{\"a\""));
    assertThatThrownBy(session::readOn).hasMessageContaining("it does not begin as it did");
  }

  @Test
  void aFileThatUnpacksToLessThanItDidIsAnother() {
    List<String> records = records(1_000);
    folder.write("a.jsonl.gz", Folder.gzip(lines(records)));
    Session session = new Session(Files.jsonLines(temp.resolve("a.jsonl.gz")));
    assertThat(session.readOn()).hasSize(1_000);
    folder.write("a.jsonl.gz", Folder.gzip(lines(records.subList(0, 500))));
    assertThatThrownBy(session::readOn).hasMessageContaining("it is shorter than it was");
  }

  @Test
  void aFileThatIsCutYieldsWhatItHoldsAndIsToldOfOnce() {
    List<String> records = records(1_000);
    byte[] whole = Folder.gzip(lines(records));
    for (int length : new int[] {5, 100, whole.length / 2, whole.length - 1}) {
      folder.write("a.jsonl.gz", Arrays.copyOf(whole, length));
      Session session = new Session(Files.jsonLines(temp.resolve("a.jsonl.gz")));
      List<String> read = session.readOn();
      int complete = read.size() - 1;
      assertThat(read.subList(0, complete)).isEqualTo(records.subList(0, complete));
      assertThat(read.get(complete)).startsWith("TRUNCATED: ");
      assertThat(session.readOn()).isEmpty();
      folder.write("a.jsonl.gz", whole);
      assertThat(session.readOn()).isEqualTo(records.subList(complete, 1_000));
    }
  }

  @Test
  void aFileThatIsCutBetweenRecordsIsToldOf() {
    byte[] whole = Folder.gzip("a,b\n1,2\n");
    Path file = folder.write("a.csv.gz", Arrays.copyOf(whole, whole.length - 8));
    assertThat(Session.read(Files.csv(file))).containsExactly("{a=1, b=2}", MISSING);
    folder.write("a.csv.gz", Arrays.copyOf(Folder.gzip("a,b\n1,2"), whole.length - 9));
    assertThat(Session.read(Files.csv(file)))
        .containsExactly("TRUNCATED: row at line 2 is cut: the file ends within it [1,2]");
    folder.write("a.csv.gz", Arrays.copyOf(Folder.gzip("a,b"), 14));
    assertThat(Session.read(Files.csv(file))).containsExactly(MISSING);
  }

  @Test
  void damagedDataStopsTheSourceBehindWhatCameBefore() {
    List<String> records = records(1_000);
    byte[] damaged = Folder.gzip(lines(records));
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 100, (byte) 0x55);
    Path file = folder.write("a.jsonl.gz", damaged);
    try (Source source = new Session(Files.jsonLines(file)).open();
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      List<String> read =
          reader.poll(10_000, Duration.ZERO).records().stream().map(Session::text).toList();
      assertThat(read).startsWith(records.subList(0, 450).toArray(String[]::new));
      assertThatThrownBy(() -> reader.poll(10_000, Duration.ZERO))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessageStartingWith(
              "Source 'feed' of dataset 'quakes' cannot read '%s': its gzip data is damaged"
                  .formatted(file))
          .hasMessageEndingWith(
              "What came before was taken, and the last of it may be wrong; put an undamaged copy in its place.");
    }
  }

  @Test
  void aWrongChecksumStopsTheSourceBehindEverything() {
    byte[] damaged = Folder.gzip("{\"a\":1}\n");
    damaged[damaged.length - 8] ^= 1;
    Path file = folder.write("a.jsonl.gz", damaged);
    try (Source source = new Session(Files.jsonLines(file)).open();
        SplitReader reader = source.open(source.splits().get(0), Optional.empty())) {
      assertThat(reader.poll(10, Duration.ZERO).records()).hasSize(1);
      assertThatThrownBy(() -> reader.poll(10, Duration.ZERO))
          .hasMessageContaining("its gzip data is damaged (Corrupt GZIP trailer)");
    }
  }
}
