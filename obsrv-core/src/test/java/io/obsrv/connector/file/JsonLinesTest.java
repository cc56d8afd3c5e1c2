package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
  @TempDir Path temp;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(temp);
  }

  @Test
  void eachLineIsARecordAndBlankLinesAreNone() {
    Path file = folder.write("a.jsonl", "{\"a\":1}\n\n  \t\r\n{\"a\":2}\r\n{\"a\":3}\n");
    assertThat(Session.read(Files.jsonLines(file)))
        .containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
  }

  @Test
  void malformedLinesAreHandedOnForThePipelineToRefuse() {
    Path file = folder.write("a.jsonl", "{\"a\":nul}\n{\"a\":2}\nhello\n42\n".getBytes(ISO_8859_1));
    assertThat(Session.read(Files.jsonLines(file)))
        .containsExactly("{\"a\":nul}", "{\"a\":2}", "hello", "42");
  }

  @Test
  void anEmptyFileYieldsNothingAndGoesOnWhenItHasGrown() {
    Path file = folder.write("a.jsonl", "");
    Session session = new Session(Files.jsonLines(file));
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "{\"a\":1}\n");
    assertThat(session.readOn()).containsExactly("{\"a\":1}");
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    Path file = folder.write("a.jsonl", "\ufeff{\"a\":1}\n{\"a\":2}\n");
    assertThat(new Session(Files.jsonLines(file)).readOn(1, 1))
        .containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void theLastLineNeedsNoLineBreak() {
    Path file = folder.write("a.jsonl", "{\"a\":1}\n{\"a\":2}");
    Session session = new Session(Files.jsonLines(file));
    assertThat(session.readOn()).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "\n{\"a\":3}\n");
    assertThat(session.readOn()).containsExactly("{\"a\":3}");
  }

  @Test
  void aCutLastLineIsToldOfOnceAndDeliveredWhenItIsComplete() {
    Path file = folder.write("a.jsonl", "{\"a\":1}\n{\"a\":\"tw");
    Session session = new Session(Files.jsonLines(file));
    assertThat(session.readOn())
        .containsExactly(
            "{\"a\":1}", "TRUNCATED: line 2 is cut: the file ends within it [{\"a\":\"tw]");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "o\"");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "}\n{\"a\":3}\n");
    assertThat(session.readOn()).containsExactly("{\"a\":\"two\"}", "{\"a\":3}");
  }

  @Test
  void whatIsAddedToALineThatWasTakenIsNoRecord() {
    Path file = folder.write("a.jsonl", "{\"a\":1}\n12");
    Session session = new Session(Files.jsonLines(file));
    assertThat(session.readOn()).containsExactly("{\"a\":1}", "12");
    Folder.append(file, "3\n{\"a\":4}\n");
    assertThat(session.readOn())
        .containsExactly(
            "TRUNCATED: line 2 has grown: its beginning was taken when the file ended there, this is"
                + " its rest [3]",
            "{\"a\":4}");
  }

  @Test
  void aLineThatIsTooLargeIsHandedOverInPartAndNotKept() {
    String large = "{\"a\":\"" + "x".repeat(300_000) + "\"}";
    Path file = folder.write("a.jsonl", "{\"a\":1}\r\n" + large + "\r\n{\"a\":3}\n" + large);
    Session session = new Session(Files.jsonLines(file), 10);
    String found = " has 300008 bytes, must have at most 10 [{\"a\":\"xxxx]";
    assertThat(session.readOn())
        .containsExactly(
            "{\"a\":1}",
            "TOO_LARGE: line 2 from byte 9 on" + found,
            "{\"a\":3}",
            "TOO_LARGE: line 4 from byte 300027 on" + found);
    Folder.append(file, "more\n");
    assertThat(session.readOn())
        .singleElement()
        .asString()
        .startsWith("TRUNCATED: line 4 has grown");
  }

  @Test
  void aLineMayBeAsLargeAsTheDatasetTakes() {
    Path file = folder.write("a.jsonl", "1234567890\r\n12345678901\r\n1234567890\n12345678901\n");
    assertThat(new Session(Files.jsonLines(file), 10).readOn())
        .containsExactly(
            "1234567890",
            "TOO_LARGE: line 2 from byte 12 on has 11 bytes, must have at most 10 [1234567890]",
            "1234567890",
            "TOO_LARGE: line 4 from byte 36 on has 11 bytes, must have at most 10 [1234567890]");
  }
}
