package io.obsrv.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {
  @TempDir Path temp;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(temp);
  }

  private List<String> splits(String path) {
    try (Source source = new Session(Files.jsonLines(temp + "/" + path)).open()) {
      return source.splits().stream()
          .map(split -> temp.relativize(Path.of(split.id())).toString())
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.jsonl|a.jsonl b.jsonl c.jsonl",
        "?.jsonl|a.jsonl b.jsonl c.jsonl",
        "[ab].jsonl|a.jsonl b.jsonl",
        "{b,c}.jsonl|b.jsonl c.jsonl",
        "sub/*.jsonl|sub/d.jsonl",
        "*/d.jsonl|sub/d.jsonl",
        "s*/**/*.jsonl|sub/d.jsonl sub/sub/e.jsonl",
        "**/*.jsonl|a.jsonl b.jsonl c.jsonl sub/d.jsonl sub/sub/e.jsonl",
        "sub/../**.txt|a.txt",
        "a.jsonl|a.jsonl",
        "sub/../a.jsonl|a.jsonl",
      })
  void aGlobHasASplitForEachFileInTheOrderOfTheirNames(String path, String files) {
    for (String name :
        List.of("c.jsonl", "b.jsonl", "a.jsonl", "a.txt", "sub/d.jsonl", "sub/sub/e.jsonl")) {
      folder.write(name, "{}\n");
    }
    folder.write("d.jsonl/not-this", "");
    assertThat(splits(path)).containsExactly(files.split(" "));
  }

  @Test
  void aFileWhoseNameIsAGlobIsThatFile() {
    folder.write("[ab].jsonl", "{}\n");
    folder.write("a.jsonl", "{}\n");
    assertThat(splits("[ab].jsonl")).containsExactly("[ab].jsonl");
    assertThat(splits("[a].jsonl")).containsExactly("a.jsonl");
  }

  @Test
  void aDirectoryWhoseNameIsAGlobDoesNotMatter() {
    folder.write("[x]/a.jsonl", "{}\n");
    folder.write("[x]/b.jsonl", "{}\n");
    FileSource source = Files.jsonLines(temp.resolve("[x]/a.jsonl"));
    assertThat(Session.read(source)).containsExactly("{}");
  }

  @Test
  void linksAreFollowedOnce() throws IOException {
    folder.write("sub/a.jsonl", "{}\n");
    java.nio.file.Files.createSymbolicLink(temp.resolve("sub/loop"), temp.resolve("sub"));
    java.nio.file.Files.createSymbolicLink(temp.resolve("b.jsonl"), temp.resolve("sub/a.jsonl"));
    java.nio.file.Files.createSymbolicLink(temp.resolve("c.jsonl"), temp.resolve("nowhere"));
    assertThat(splits("**/*.jsonl")).containsExactly("b.jsonl", "sub/a.jsonl");
  }

  @Test
  void theRecordsOfAllFilesAreRead() {
    folder.write("b.jsonl", "{\"b\":1}\n");
    folder.write("a.jsonl", "{\"a\":1}\n{\"a\":2}");
    Session session = new Session(Files.jsonLines(temp + "/*.jsonl"));
    assertThat(session.readOn()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"b\":1}");
    folder.write("c.jsonl", "{\"c\":1}\n");
    assertThat(session.readOn()).containsExactly("{\"c\":1}");
  }

  @Test
  void aRelativePathIsRelativeToTheWorkingDirectory() {
    try (Source source = new Session(Files.jsonLines("pom.xml")).open()) {
      assertThat(source.splits())
          .containsExactly(new Split(Path.of("pom.xml").toAbsolutePath().toString()));
    }
    try (Source source = new Session(Files.jsonLines("pom.[x]ml")).open()) {
      assertThat(source.splits())
          .containsExactly(new Split(Path.of("pom.xml").toAbsolutePath().toString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no.jsonl|%1$s/no.jsonl|there is no such file. Correct the path, or create the file first",
        "*.csv|%1$s/*.csv|no file below '%1$s' matches. Correct the path, or create the file first",
        "no/**|%1$s/no/**|no file below '%1$s/no' matches. Correct the path, or create the file first",
        "[a.jsonl|%1$s/[a.jsonl|there is no such file, and as a glob it is malformed: Missing '].",
        "sub|%1$s/sub|it is a directory. To read the files in it, set path to '%1$s/sub/*'",
      })
  void whatIsNoFileIsRefusedInWordsThatSayWhatToDo(String path, String named, String found) {
    folder.write("sub/a.jsonl", "{}\n");
    assertThatThrownBy(() -> Session.read(Files.jsonLines(temp + "/" + path)))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
        .hasMessageStartingWith(
            "Source 'feed' of dataset 'quakes' cannot read '%s': %s",
            named.formatted(temp), found.formatted(temp));
  }

  @Test
  void whatIsNoRegularFileIsRefused() {
    assertThatThrownBy(() -> Session.read(Files.jsonLines("/dev/null")))
        .hasMessageContaining("it is no regular file, and could not be read again after a crash");
  }

  @Test
  void aPathThatIsTooLongForASplitIsRefused() {
    String deep = "d".repeat(200) + "/";
    try (Source source = new Session(Files.jsonLines("/" + deep.repeat(5) + "a")).open()) {
      assertThatThrownBy(source::splits)
          .hasMessageEndingWith("its path is longer than 1,000 characters. Move it up.");
    }
  }

  @Test
  void aFileThatVanishedIsRefused() throws IOException {
    Path file = folder.write("a.jsonl", "{}\n");
    try (Source source = new Session(Files.jsonLines(file)).open()) {
      Split split = source.splits().get(0);
      java.nio.file.Files.delete(file);
      assertThatThrownBy(() -> source.open(split, Optional.empty()))
          .hasMessageContaining("there is no such file");
    }
  }
}
