package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.event.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  private static final String QUOTE =
      "MALFORMED_CSV: row at line %d has a quote that is not closed, or closed within a cell [%s]";

  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void file() {
    file = temp.resolve("a.csv");
  }

  private FileSource written(String csv) {
    return Files.csv(new Folder(temp).write("a.csv", csv));
  }

  @Nested
  class TheHeader {

    @Test
    void namesTheCellsInTheirOrder() {
      assertThat(Session.read(written("z,a b,ü €\n1,2,3\n4,5,6\n")))
          .containsExactly("{z=1, a b=2, ü €=3}", "{z=4, a b=5, ü €=6}");
    }

    @Test
    void keepsWhiteSpaceOnlyInQuotes() {
      assertThat(Session.read(written("\n a ,\" b \",\tc\r\n1,2,3\n")))
          .containsExactly("{a=1,  b =2, c=3}");
    }

    @Test
    void mayHaveNamesThatAreEmptyOrRepeated() {
      assertThat(Session.read(written("a,,a,a_2,a,column2,,a_2\n1,2,3,4,5,6,7,8\n")))
          .containsExactly(
              "{a=1, column2_2=2, a_3=3, a_2=4, a_4=5, column2=6, column7=7, a_2_2=8}");
    }

    @Test
    void tellsTheDelimiter() {
      assertThat(Session.read(written("a;\"x,y,z\";c\n1;2,5;3\n")))
          .containsExactly("{a=1, x,y,z=2,5, c=3}");
      assertThat(Session.read(written("a\tb\n1\t\n\t\n"))).containsExactly("{a=1, b=}", "{a=, b=}");
      assertThat(Session.read(written("a|b,c|d\n1|2|3\n"))).containsExactly("{a=1, b,c=2, d=3}");
      assertThat(Session.read(written("a,b;c,d;e\n1,2,3\n")))
          .containsExactly("{a=1, b;c=2, d;e=3}");
      assertThat(Session.read(written("a\n1;2\n"))).containsExactly("{a=1;2}");
    }

    @Test
    void doesNotTellTheDelimiterWhereItIsSet() {
      assertThat(Session.read(written("a;b:c;d\n1:2\n").delimiter(':')))
          .containsExactly("{a;b=1, c;d=2}");
    }

    @Test
    void mayFollowALineThatNamesTheDelimiter() {
      assertThat(Session.read(written("sep=;\r\na,b,c;d\r\n1;2\r\n")))
          .containsExactly("{a,b,c=1, d=2}");
      assertThat(Session.read(written("\ufeff\"sep=|\"\na,b|c\n1|2\n")))
          .containsExactly("{a,b=1, c=2}");
      assertThat(Session.read(written("sep=;\na:b\n1:2\n").delimiter(':')))
          .containsExactly("{a=1, b=2}");
      Session session = new Session(written("sep=;\na;b\n1;2\n3;4"));
      assertThat(session.readOn(1, 1)).containsExactly("{a=1, b=2}", "{a=3, b=4}");
    }

    @Test
    void aloneIsNoRecordAndIsReadAgainWhenItHasGrown() {
      Session session = new Session(written("a,"));
      assertThat(session.readOn()).isEmpty();
      Folder.append(file, "b,\"c");
      assertThat(session.readOn())
          .containsExactly("TRUNCATED: header at line 1 is cut: the file ends within it [a,b,\"c]");
      assertThat(session.readOn()).isEmpty();
      Folder.append(file, "\"\n1,2,3\n");
      assertThat(session.readOn()).containsExactly("{a=1, b=2, c=3}");
    }

    @Test
    void isRefusedIfLinesEndWithACarriageReturnAlone() {
      for (String text : new String[] {"a,b\r1,2\r3,4\r", "a\r1\r2", "a\r1\r\"x\ny\"\r"}) {
        assertThatThrownBy(() -> Session.read(written(text)))
            .hasMessageEndingWith(
                ": its lines end with a carriage return alone. Convert it, for example with: tr '\\r' '\\n'.");
      }
      assertThat(Session.read(written("a\r\n\r\n1\r\n"))).containsExactly("{a=1}");
    }

    @Test
    void isRefusedIfItIsMalformed() {
      assertThatThrownBy(() -> Session.read(written("a,\"b\nc,d\n")))
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessage(
              "Source 'feed' of dataset 'quakes' cannot read '%s': the header at line 1 has a misplaced"
                  + " quote, or one that is never closed. Correct it.",
              file);
      assertThatThrownBy(() -> Session.read(written("\n\"a\"b\n1\n")))
          .hasMessageContaining("the header at line 2 has a misplaced quote");
      assertThatThrownBy(() -> new Session(written("a,b,c,d,e,f,g\n"), 10).readOn())
          .hasMessageContaining("the header at line 1 has more than 10 bytes");
      new Folder(temp).write("a.csv", "é,b\n".getBytes(ISO_8859_1));
      assertThatThrownBy(() -> Session.read(Files.csv(file)))
          .hasMessageContaining("the header at line 1 is not UTF-8");
    }
  }

  @Nested
  class ARow {

    @Test
    void mayHaveQuotesLineBreaksAndDelimitersInQuotes() {
      assertThat(Session.read(written("a,b\r\n\"x,\"\"y\"\"\",\"1\r\n\n2\"\r\n\"3\" ,4\"4\r\n")))
          .containsExactly("{a=x,\"y\", b=1\r\n\n2}", "{a=3, b=4\"4}");
    }

    @Test
    void hasAnEmptyCellWhereNothingIsWritten() {
      assertThat(Session.read(written("a,b,c\n,\"\", \n,,\n")))
          .containsExactly("{a=, b=, c= }", "{a=, b=, c=}");
    }

    @Test
    void isNoneIfItIsBlank() {
      assertThat(Session.read(written("\r\n\na,b\n\n1,2\n \r\n\n3,4\n  ")))
          .containsExactly("{a=1, b=2}", "{a=3, b=4}");
    }

    @Test
    void isBrokenIfItHasNotAsManyCellsAsTheHeader() {
      assertThat(Session.read(written("a,b,c\n1,2,3\n\"1\n\",2\n1,2,3,4\n1,2,3\n")))
          .containsExactly(
              "{a=1, b=2, c=3}",
              "MALFORMED_CSV: row at line 3 has 2 cells, the header has 3 [\"1\n\",2]",
              "MALFORMED_CSV: row at line 5 has 4 cells, the header has 3 [1,2,3,4]",
              "{a=1, b=2, c=3}");
    }

    @Test
    void isBrokenAloneIfItIsNotUtf8() {
      new Folder(temp).write("a.csv", "a,b\n1,2\né,3\n4,5\n".getBytes(ISO_8859_1));
      assertThat(Session.read(Files.csv(file)))
          .containsExactly(
              "{a=1, b=2}", "INVALID_UTF8: row at line 3 is not UTF-8 [\ufffd,3]", "{a=4, b=5}");
    }

    @Test
    void isBrokenIfAQuoteOrACarriageReturnIsMisplaced() {
      String found = "is no CSV: a quote or a carriage return is misplaced";
      assertThat(Session.read(written("a,b\n\"1\"x,2\n1\rx,2\n3,4\n")))
          .containsExactly(
              "MALFORMED_CSV: row at line 2 " + found + " [\"1\"x,2]",
              "MALFORMED_CSV: row at line 3 " + found + " [1\rx,2]",
              "{a=3, b=4}");
    }

    @Test
    void endsWithItsFirstLineIfItsQuoteIsNeverClosed() {
      assertThat(Session.read(written("a,b\n1,\"2\n3,4\n5,6\n")))
          .containsExactly(QUOTE.formatted(2, "1,\"2"), "{a=3, b=4}", "{a=5, b=6}");
      assertThat(Session.read(written("a\n\"2\n3\n4")))
          .containsExactly(QUOTE.formatted(2, "\"2"), "{a=3}", "{a=4}");
    }

    @Test
    void endsWithItsFirstLineIfItsQuoteIsClosedByThatOfAnotherRow() {
      assertThat(Session.read(written("a,b\n1,\"2\n3,4\n5,\"6\"\n")))
          .containsExactly(QUOTE.formatted(2, "1,\"2"), "{a=3, b=4}", "{a=5, b=6}");
    }

    @Test
    void endsWithItsFirstLineIfItsQuoteIsNotClosedWithinTheSizeOfARecord() {
      Session session = new Session(written("a,b\n1,\"2\n" + "3,4\n".repeat(100_000)), 1_000);
      assertThat(session.readOn())
          .hasSize(100_001)
          .startsWith(QUOTE.formatted(2, "1,\"2"), "{a=3, b=4}");
    }

    @Test
    void isOneHoweverManyLinesItHasInQuotesAndHoweverLargeItIs() {
      String cell = "1,\"" + "77,88\n".repeat(180_000) + "\"\n";
      List<String> records = Session.read(written("a,b\n" + cell + "3,4\n"));
      assertThat(records).hasSize(2).endsWith("{a=3, b=4}");
      assertThat(records.get(0))
          .startsWith(
              "TOO_LARGE: row at line 2 from byte 4 on has 1080004 bytes, must have at most 1048576");
      String long1 = "1,\"" + "x".repeat(30) + "\n7,8\n\" ,2\n1,\"" + "y".repeat(30);
      assertThat(new Session(written("a,b,c\n" + long1 + "\n7,8\"\n3,4,5\n"), 10).readOn())
          .containsExactly(
              "TOO_LARGE: row at line 2 from byte 6 on has 42 bytes, must have at most 10 [1,\"xxxxxxx]",
              "TOO_LARGE: row at line 5 from byte 49 on has 38 bytes, must have at most 10 [1,\"yyyyyyy]",
              "{a=3, b=4, c=5}");
    }

    @Test
    void endsWithItsFirstLineIfItsQuoteIsClosedNowhereOrFarAway() {
      String rows = "3,4,5\n".repeat(3_000_000);
      Session session = new Session(written("a,b\n1,\"2\n" + rows + "6,7\"\n8,9\n"), 1_000);
      assertThat(session.readOn())
          .startsWith(
              QUOTE.formatted(2, "1,\"2"),
              "MALFORMED_CSV: row at line 3 has 3 cells, the header has 2 [3,4,5]");
      session = new Session(written("a,b\n1,\"2\n" + rows.substring(0, 6_000)), 1_000);
      assertThat(session.readOn()).hasSize(1_001).startsWith(QUOTE.formatted(2, "1,\"2"));
    }

    @Test
    void isBrokenIfItIsTooLarge() {
      String large = "x".repeat(300_000);
      Session session =
          new Session(
              written(
                  "a,b\n1," + large + "\n1,\"" + large + "\n3,4\n1,\"2\n3\"," + large + "\n3,4"),
              10);
      assertThat(session.readOn())
          .hasSize(5)
          .startsWith(
              "TOO_LARGE: row at line 2 from byte 4 on has 300002 bytes, must have at most 10 [1,xxxxxxxx]",
              "TOO_LARGE: row at line 3 from byte 300007 on has 300003 bytes, must have at most 10 [1,\"xxxxxxx]",
              "{a=3, b=4}")
          .endsWith("{a=3, b=4}");
    }
  }

  @Test
  void theLastRowNeedsNoLineBreak() {
    Session session = new Session(written("a,b\n1,2\n3,4"));
    assertThat(session.readOn()).containsExactly("{a=1, b=2}", "{a=3, b=4}");
    Folder.append(file, "\r\n5,6\r\n");
    assertThat(session.readOn()).containsExactly("{a=5, b=6}");
  }

  @Test
  void aRowThatIsCutIsToldOfOnceAndDeliveredWhenItIsComplete() {
    Session session = new Session(written("a,b,c\n1,2,3\n4,5"));
    assertThat(session.readOn())
        .containsExactly(
            "{a=1, b=2, c=3}", "TRUNCATED: row at line 3 is cut: the file ends within it [4,5]");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, ",\"6\nor");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, " 7\"\n8,9,10\n");
    assertThat(session.readOn()).containsExactly("{a=4, b=5, c=6\nor 7}", "{a=8, b=9, c=10}");
  }

  @Test
  void whatIsAddedToARowThatWasTakenIsNoRecord() {
    Session session = new Session(written("a,b\n1,2"));
    assertThat(session.readOn()).containsExactly("{a=1, b=2}");
    Folder.append(file, "5\n3,4\n");
    assertThat(session.readOn())
        .containsExactly(
            "TRUNCATED: line 2 has grown: its beginning was taken when the file ended there, this is"
                + " its rest [5]",
            "{a=3, b=4}");
  }

  @Test
  void theLinesOfRowsAreCountedAcrossRestarts() {
    Session session = new Session(written("a,b\n\"1\n1\",2\n\n3\n3\n"));
    assertThat(session.readOn(1, 1))
        .containsExactly(
            "{a=1\n1, b=2}",
            "MALFORMED_CSV: row at line 5 has 1 cells, the header has 2 [3]",
            "MALFORMED_CSV: row at line 6 has 1 cells, the header has 2 [3]");
  }

  @Test
  void cellsCannotBeChanged() {
    try (Stream<Event> events = written("a\n1\n").events()) {
      Event.Cells cells = (Event.Cells) events.findFirst().orElseThrow();
      assertThatThrownBy(() -> cells.cells().put("b", "2"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
