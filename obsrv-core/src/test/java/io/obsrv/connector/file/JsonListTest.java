package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonListTest {
  private static final String UNCLOSED =
      "MALFORMED_JSON: element %d is not closed before the next begins [%s]";

  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void file() {
    file = temp.resolve("a.json");
  }

  private FileSource written(String json) {
    return Files.json(new Folder(temp).write("a.json", json));
  }

  @Nested
  class TheList {

    @Test
    void canBeTheFile() {
      assertThat(Session.read(written(" [ {\"a\":1} ,\n{\"a\":[2,{}]}, 3, \"x,]\", null ] \n")))
          .containsExactly("{\"a\":1}", "{\"a\":[2,{}]}", "3", "\"x,]\"", "null");
    }

    @Test
    void canBeUnderAKeyWithAnythingAroundIt() {
      String json =
          "\ufeff{\"é\":[[1]],\"m\":{\"f\":[9]},\"f\":[{\"a\":1},{\"a\":2}],\"rest\":[0]} ";
      assertThat(Session.read(written(json).extract("f")))
          .containsExactly("{\"a\":1}", "{\"a\":2}");
      assertThat(Session.read(written(json).extract("m.f"))).containsExactly("9");
    }

    @Test
    void canBeUnderAKeyThatHasADot() {
      assertThat(Session.read(written("{\"a.b\":{\"c\":[1]}}").extract("a.b.c")))
          .containsExactly("1");
    }

    @Test
    void canBeEmptyOrMissingInAnEmptyFile() {
      assertThat(Session.read(written("[]"))).isEmpty();
      assertThat(Session.read(written("{\"f\":[ ]}").extract("f"))).isEmpty();
      assertThat(Session.read(written(""))).isEmpty();
      assertThat(Session.read(written(" \n").extract("f"))).isEmpty();
    }

    @Test
    void hasNothingBehindItUnlessAnObjectIsAroundIt() {
      Session session = new Session(written("[1]\n[2]\n"));
      assertThat(session.readOn())
          .containsExactly(
              "1",
              "MALFORMED_JSON: there is something behind the end of the list, at byte 2 [[2]\n]");
      assertThat(session.readOn()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '#',
        quoteCharacter = '\u0000',
        value = {
          "{\"a\":{\"b\":[1]},\"c\":[2]}# #it is an object, not a list. There are lists under a.b, c; say"
              + " which with extract",
          "{\"a\":1}# #it is an object and holds no list of records. Put the records into a list",
          "{\"a\":1}#a#there is no list under 'a', nor anywhere else in it. Put the records into a list",
          "{\"a\":1} {\"a\":2}# #it holds several values. If there is one per line, these are JSON"
              + " Lines: name it .jsonl, and in Java read it with Files.jsonLines",
          "42# #it is neither a list nor an object that holds one",
          "{\"a\":{\"b\":[1]},\"c\":[2]}#a#there is no list under 'a'. There are lists under a.b, c;"
              + " correct extract",
          "[1]#a#it is a list itself, with nothing under 'a'. Leave extract out",
          "\"x\"#a#it is no object, and has no list under 'a'",
        })
    void isRefusedWhereItIsNotInWordsThatSayWhereItMightBe(String json, String key, String found) {
      FileSource source = written(json);
      assertThatThrownBy(() -> Session.read(key == null ? source : source.extract(key)))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessage("Source 'feed' of dataset 'quakes' cannot read '%s': %s.", file, found);
    }

    @Test
    void isNotLookedForInMalformedJson() {
      assertThatThrownBy(() -> Session.read(written("{\"a\":nul,\"f\":[1]}").extract("f")))
          .hasMessageStartingWith(
              "Source 'feed' of dataset 'quakes' cannot read '%s': it is malformed at byte 5, before any list (Unrecognized token 'nul'"
                  .formatted(file));
    }

    @Test
    void mustBeUtf8() {
      Path utf16 = new Folder(temp).write("a.json", "[1,2]".getBytes(UTF_16LE));
      assertThatThrownBy(() -> Session.read(Files.json(utf16)))
          .hasMessageEndingWith("it is not UTF-8. Convert it, for example with iconv.");
    }
  }

  @Nested
  class AMalformedElement {

    @Test
    void isHandedOnAlone() {
      String deep = "[".repeat(2_000) + "]".repeat(2_000);
      String json = "[{\"a\":1},{\"a\":nul},{\"a\":2}," + deep + ",{\"a\":}, {\"a\":3}]";
      assertThat(Session.read(written(json)))
          .containsExactly("{\"a\":1}", "{\"a\":nul}", "{\"a\":2}", deep, "{\"a\":}", "{\"a\":3}");
    }

    @Test
    void isHandedOnAloneWhenItIsNotUtf8() {
      byte[] json = "[{\"a\":\"x?\"},{\"a\":2}]".getBytes(UTF_16LE);
      byte[] latin = new byte[json.length / 2];
      for (int i = 0; i < latin.length; i++) {
        latin[i] = json[2 * i] == '?' ? (byte) 0xe9 : json[2 * i];
      }
      Path file = new Folder(temp).write("a.json", latin);
      assertThat(Session.read(Files.json(file)))
          .containsExactly("{\"a\":\"x\ufffd\"}", "{\"a\":2}");
    }

    @Test
    void endsWhereTheNextBeginsIfItIsNotClosed() {
      assertThat(Session.read(written("[{\"a\":1},{\"a\":2,{\"a\":3},{\"a\":[1,2},{\"a\":{}}]")))
          .containsExactly(
              "{\"a\":1}",
              UNCLOSED.formatted(2, "{\"a\":2"),
              "{\"a\":3}",
              UNCLOSED.formatted(4, "{\"a\":[1,2}"),
              "{\"a\":{}}");
    }

    @Test
    void endsWithTheListIfItIsNotClosed() {
      assertThat(Session.read(written("{\"f\":[{\"a\":1},{\"a\":2 ]}").extract("f")))
          .containsExactly("{\"a\":1}", UNCLOSED.formatted(2, "{\"a\":2"));
    }

    @Test
    void mayHaveABracketTooMany() {
      assertThat(Session.read(written("[{\"a\":1}},{\"a\":]},{\"a\":3}]")))
          .containsExactly("{\"a\":1}", "}", "{\"a\":]}", "{\"a\":3}");
    }

    @Test
    void mayHaveATextThatIsNotClosedInItsLine() {
      assertThat(Session.read(written("[\n{\"a\":\"x},\n{\"a\":\"y\n},\n\"z,\n{\"a\":1}\n]")))
          .containsExactly(
              UNCLOSED.formatted(1, "{\"a\":\"x}"), "{\"a\":\"y\n}", "\"z", "{\"a\":1}");
    }

    @Test
    void mayHaveAQuoteTooFewOrTooManyInAFileOfOneLine() {
      String json =
          "[{\"a\":\"x},{\"b\":\"y\"},{\"a\":x\"}, {\"b\":\"y\"},{\"a\":\"C:\\\"},{\"b\":\"y\"},"
              + "{\"p\":{\"a\":\"x},\"r\":\"y\"},{\"b\":\"y\"}]";
      assertThat(Session.read(written(json)))
          .containsExactly(
              UNCLOSED.formatted(1, "{\"a\":\"x}"),
              "{\"b\":\"y\"}",
              UNCLOSED.formatted(3, "{\"a\":x\"}"),
              "{\"b\":\"y\"}",
              UNCLOSED.formatted(5, "{\"a\":\"C:\\\"}"),
              "{\"b\":\"y\"}",
              UNCLOSED.formatted(7, "{\"p\":{\"a\":\"x},\"r\":\"y\"}"),
              "{\"b\":\"y\"}");
    }
  }

  @Test
  void anElementThatIsTooLargeIsHandedOverInPartAndNotKept() {
    String large = "{\"a\":\"" + "x".repeat(300_000) + "\",\"b\":[{}]}";
    Session session = new Session(written("[{\"a\":1}," + large + ",{\"a\":3}]"), 10);
    assertThat(session.readOn())
        .containsExactly(
            "{\"a\":1}",
            "TOO_LARGE: element 2 from byte 9 on has 300017 bytes, must have at most 10 [{\"a\":\"xxxx]",
            "{\"a\":3}");
  }

  @Test
  void aFileThatIsCutIsToldOfOnceAndReadOnWhenItIsWhole() {
    Session session = new Session(written("[{\"a\":1},{\"a\":2"));
    assertThat(session.readOn())
        .containsExactly(
            "{\"a\":1}", "TRUNCATED: element 2 is cut: the file ends within it [{\"a\":2]");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "2},{\"a\":3}");
    assertThat(session.readOn())
        .containsExactly(
            "{\"a\":22}",
            "{\"a\":3}",
            "TRUNCATED: the list is not closed: the file ends behind element 3 []");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "]");
    assertThat(session.readOn()).isEmpty();
  }

  @Test
  void aFileThatIsCutBeforeTheListIsToldOfOnce() {
    Session session = new Session(written("{\"m\":{\"x\":\"").extract("f"));
    assertThat(session.readOn())
        .containsExactly("TRUNCATED: the file ends before its list begins []");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "\"},\"f\":[1]}");
    assertThat(session.readOn()).containsExactly("1");
  }

  @Test
  void aListThatHasGrownYieldsItsNewElements() {
    Session session = new Session(written("{\"f\":[{\"a\":1},\n{\"a\":2}\n]}").extract("f"));
    assertThat(session.readOn()).hasSize(2);
    written("{\"f\":[{\"a\":1},\n{\"a\":2}\n,{\"a\":3}]}");
    assertThat(session.readOn()).containsExactly("{\"a\":3}");
    assertThat(session.readOn()).isEmpty();
  }
}
