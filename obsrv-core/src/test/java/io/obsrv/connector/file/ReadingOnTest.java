package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Wherever reading stops, it goes on there; however a file grows, each record comes once. */
class ReadingOnTest {
  private static Folder folder;

  @BeforeContainer
  static void folder() throws IOException {
    folder = new Folder(java.nio.file.Files.createTempDirectory("obsrv-files"));
  }

  @AfterContainer
  static void tidy() throws IOException {
    try (var files = java.nio.file.Files.list(folder.path())) {
      for (Path file : files.toList()) {
        java.nio.file.Files.delete(file);
      }
    }
    java.nio.file.Files.delete(folder.path());
  }

  private static FileSource source(FileFormat format, byte[] content) {
    folder.write("data", content);
    return FileSource.of(format, folder.path().resolve("data").toString());
  }

  @Property(tries = 200)
  void restartsDoNotShow(
      @ForAll FileFormat format,
      @ForAll("anything") String content,
      @ForAll boolean packed,
      @ForAll @IntRange(min = 1, max = 5) int batch,
      @ForAll @IntRange(min = 1, max = 3) int polls,
      @ForAll @IntRange(min = 3, max = 60) int maxEventBytes) {
    String text =
        (format == FileFormat.CSV ? "a,b\n" : format == FileFormat.JSON ? "[" : "") + content;
    byte[] bytes = packed ? Folder.gzip(text) : text.getBytes(UTF_8);
    FileSource source = source(format, bytes);
    List<String> atOnce = new Session(source, maxEventBytes).readOn();
    Session session = new Session(source, maxEventBytes);
    assertThat(session.readOn(batch, polls)).isEqualTo(atOnce);
    assertThat(session.readOn(batch, polls)).isEmpty();
  }

  /** Pieces that mean something to one format or another, put together without sense. */
  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.of(
            "{\"a\":1}",
            "{\"a\":{\"b\":[\"]\"]}}",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "\n",
            "\r\n",
            " ",
            "1",
            "x",
            "é",
            "\"a\"",
            "1,2\n",
            "\"1\n2\",3\n",
            "\"\"",
            "{\"a\":\"",
            ",{\"a\":2}",
            ";")
        .list()
        .ofMaxSize(60)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 100)
  void eachRecordOfAGrowingFileComesOnce(
      @ForAll FileFormat format,
      @ForAll("texts") List<List<String>> rows,
      @ForAll boolean packed,
      @ForAll("cuts") List<Integer> cuts) {
    byte[] whole = content(format, rows).getBytes(UTF_8);
    Session session = null;
    List<String> read = new ArrayList<>();
    int from = 0;
    List<Integer> ends =
        new ArrayList<>(cuts.stream().map(cut -> cutAt(whole, cut)).sorted().toList());
    ends.add(whole.length);
    for (int end : ends) {
      byte[] part = Arrays.copyOfRange(whole, from, end);
      part = packed ? Folder.gzip(part) : part;
      if (session == null) {
        session = new Session(source(format, part));
      } else {
        Folder.append(folder.path().resolve("data"), part);
      }
      read.addAll(session.readOn(2, 2));
      from = end;
    }
    assertThat(read.stream().filter(record -> !record.startsWith("TRUNCATED")))
        .isEqualTo(rows.stream().map(row -> record(format, row)).toList());
  }

  /**
   * Not behind a comma: a row that ends in one cannot be told from one whose last cell is empty.
   */
  private static int cutAt(byte[] whole, int cut) {
    int at = cut % (whole.length + 1);
    return at > 0 && at < whole.length && whole[at - 1] == ',' ? at + 1 : at;
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 10_000).list().ofMinSize(1).ofMaxSize(4);
  }

  /** Rows of three texts. */
  @Provide
  Arbitrary<List<List<String>>> texts() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars("ab{}[]:\\ é\n€").ofMinLength(1).ofMaxLength(8);
    return Combinators.combine(text, text, text)
        .as((a, b, c) -> List.of(a, b, c))
        .list()
        .ofMaxSize(12);
  }

  private static String content(FileFormat format, List<List<String>> rows) {
    List<String> records =
        rows.stream()
            .map(row -> format == FileFormat.CSV ? csv(row) : record(format, row))
            .toList();
    return switch (format) {
      case JSONL -> records.stream().map(line -> line + "\n").collect(Collectors.joining());
      case JSON -> "[" + String.join(" ,\n", records) + "]";
      case CSV -> "a,b,c\n" + String.join("", records);
    };
  }

  /** In quotes, so that no part of a row looks like a whole one. */
  private static String csv(List<String> row) {
    return row.stream()
        .map(text -> "\"" + text + "\"")
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String record(FileFormat format, List<String> row) {
    if (format == FileFormat.CSV) {
      return "{a=%s, b=%s, c=%s}".formatted(row.toArray());
    }
    return row.stream()
        .map(text -> "\"" + text.replace("\\", "\\\\").replace("\n", "\\n") + "\"")
        .collect(Collectors.joining(",", "{\"a\":[", "]}"));
  }
}
