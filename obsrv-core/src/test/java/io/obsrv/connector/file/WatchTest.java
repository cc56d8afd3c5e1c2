package io.obsrv.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are written while they are watched. */
class WatchTest {
  @TempDir Path temp;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(temp);
  }

  private static void settle(Path file) throws IOException {
    java.nio.file.Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private Session jsonLines() {
    return new Session(Files.jsonLines(temp + "/*.log").watch());
  }

  @Test
  void half_a_line_is_left_until_the_other_half_is_there() {
    Path file = folder.write("a.log", "{\"id\":1}\n{\"id\":");
    Session session = jsonLines();

    assertThat(session.readOn()).containsExactly("{\"id\":1}");
    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "2}\n");
    assertThat(session.readOn()).containsExactly("{\"id\":2}");
  }

  @Test
  void a_cell_that_grows_is_stored_whole() {
    Path file = folder.write("a.csv", "a,b\n2,3");
    Session session = new Session(Files.csv(file).watch());

    assertThat(session.readOn()).isEmpty();
    Folder.append(file, "4\n");
    assertThat(session.readOn()).containsExactly("{a=2, b=34}");
  }

  @Test
  void gzip_that_is_being_written_is_not_told_to_be_cut() {
    byte[] whole = Folder.gzip("{\"id\":1}\n{\"id\":2}\n");
    Path file = folder.write("a.log", Arrays.copyOf(whole, whole.length - 4));
    Session session = jsonLines();

    assertThat(session.readOn()).doesNotContain("TRUNCATED");
    folder.write("a.log", whole);
    assertThat(session.readOn().size()).isLessThanOrEqualTo(2);
    assertThat(file).exists();
  }

  @Test
  void an_end_without_a_line_break_is_taken_when_the_file_rests() throws IOException {
    Path file = folder.write("a.log", "{\"id\":1}\n{\"id\":2}");
    Path cut = folder.write("b.log", "{\"id\":3}\n{\"id\":");
    Session session = jsonLines();
    assertThat(session.readOn()).containsExactly("{\"id\":1}", "{\"id\":3}");

    settle(file);
    settle(cut);

    assertThat(session.readOn())
        .containsExactly(
            "{\"id\":2}", "TRUNCATED: line 2 is cut: the file ends within it [{\"id\":]");
    assertThat(session.readOn()).isEmpty();
  }

  @Test
  void a_file_that_is_deleted_after_it_was_listed_is_not_missed() throws IOException {
    Path file = folder.write("a.log", "{\"id\":1}\n");
    try (Source source = jsonLines().open()) {
      List<Split> splits = source.splits();
      java.nio.file.Files.delete(file);

      try (SplitReader reader = source.open(splits.get(0), Optional.empty())) {
        var batch = reader.poll(10, Duration.ZERO);
        assertThat(batch.records()).isEmpty();
        assertThat(batch.finished()).isTrue();
      }
    }
  }

  @Test
  void a_file_that_cannot_be_read_is_told_of_once_and_does_not_keep_others_from_it() {
    folder.write("a.log", "{\"id\":1}\n");
    Path bad = folder.write("b.log", new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0});
    folder.write("c.log", "{\"id\":3}\n");
    Session session = jsonLines();

    assertThat(session.readOn())
        .containsExactly(
            "{\"id\":1}",
            "MALFORMED_RECORD: Source 'feed' of dataset 'quakes' cannot read '%s': it is UTF-16. Convert it to UTF-8, for example with iconv. []"
                .formatted(bad),
            "{\"id\":3}");
    assertThat(session.readOn()).isEmpty();

    folder.write("b.log", "{\"id\":2}\n");
    assertThat(session.readOn()).containsExactly("{\"id\":2}");
  }

  @Test
  void gzip_that_is_damaged_is_told_of_once_behind_what_came_before() {
    byte[] damaged = Folder.gzip("{\"id\":1}\n");
    damaged[damaged.length - 8] ^= 1;
    folder.write("a.log", damaged);
    folder.write("b.log", "{\"id\":2}\n");
    Session session = jsonLines();

    assertThat(session.readOn())
        .contains("{\"id\":1}", "{\"id\":2}")
        .filteredOn(record -> record.contains("its gzip data is damaged"))
        .hasSize(1);
    assertThat(session.readOn()).isEmpty();
  }

  @Test
  void a_file_that_takes_the_place_of_another_is_read_whole() {
    folder.write("a.log", "{\"id\":1}\n{\"id\":2}\n");
    Session session = jsonLines();
    session.readOn();

    folder.write("a.log", "{\"id\":3}\n");
    assertThat(session.readOn()).containsExactly("{\"id\":3}");
    folder.write("a.log", "{\"id\":4}\n{\"id\":5}\n{\"id\":6}\n");
    assertThat(session.readOn()).containsExactly("{\"id\":4}", "{\"id\":5}", "{\"id\":6}");
  }

  @Test
  void a_directory_in_place_of_its_files_is_for_a_person_to_correct() {
    Session session = new Session(Files.jsonLines(temp.toString()).watch());

    assertThatThrownBy(session::readOn)
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("it is a directory. To read the files in it, set path to");
  }
}
