package io.obsrv.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Effect;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.storage.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  @TempDir Path out;

  private final TestClock clock = new TestClock();

  @Test
  void a_file_appears_when_it_is_old_enough() throws IOException {
    try (Destination files = open(Files.jsonLinesTo(out).rotateEvery(Duration.ofMinutes(1)))) {
      assertThat(files.write(batch(row(7, "a"))).durable()).isZero();
      assertThat(files.idle()).isEmpty();
      assertThat(names()).containsExactly(".quakes.lake.part");
      clock.advance(Duration.ofMinutes(1));
      assertThat(files.idle().map(DestinationResult::durable)).contains(7L);
      assertThat(names())
          .containsExactly("quakes.lake.0000000000000000007-0000000000000000007.jsonl");
    }
  }

  @Test
  void a_file_appears_when_it_is_large_enough() throws IOException {
    try (Destination files = open(Files.csvTo(out).rotateAt(80))) {
      assertThat(files.write(batch(row(1, "a"), row(2, "b"), row(3, "c"))).durable()).isEqualTo(2);
      assertThat(names())
          .containsExactly(
              ".quakes.lake.part", "quakes.lake.0000000000000000001-0000000000000000002.csv");
    }
  }

  @Test
  void what_a_crash_left_is_removed_when_the_destination_is_opened() throws IOException {
    open(Files.jsonLinesTo(out)).write(batch(row(1, "a")));
    assertThat(names()).hasSize(1);
    try (Destination files = open(Files.jsonLinesTo(out))) {
      assertThat(names()).isEmpty();
      assertThat(files.position()).contains(0L);
    }
  }

  @Test
  void cells_of_csv_are_quoted_where_they_have_to_be() throws IOException {
    try (Destination files = open(Files.csvTo(out))) {
      files.write(batch(row(1, "a \"b\", c"), row(2, ""), row(3, null)));
      files.flush();
    }
    assertThat(java.nio.file.Files.readString(out.resolve(names().get(0))))
        .isEqualTo(
            """
            _seq,_effect,_received_at,place
            1,PUT,1970-01-01T00:00:00Z,"a ""b"", c"
            2,PUT,1970-01-01T00:00:00Z,""
            3,PUT,1970-01-01T00:00:00Z,
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void a_row_with_another_column_begins_another_file() throws IOException {
    DestinationRecord wider = row(2, "b");
    wider.value().put("depth", 5);
    try (Destination files = open(Files.csvTo(out))) {
      assertThat(files.write(batch(row(1, "a"), wider)).durable()).isEqualTo(1);
      assertThat(files.flush().map(DestinationResult::durable)).contains(2L);
    }
    assertThat(java.nio.file.Files.readAllLines(out.resolve(names().get(1))).get(0))
        .isEqualTo("_seq,_effect,_received_at,place,depth");
  }

  @Test
  void a_rotation_that_is_none_is_refused_at_the_call() {
    assertThatThrownBy(() -> Files.csvTo(out).rotateAt(0))
        .hasMessage("rotate-bytes '0' must be an integer of 1 to 1099511627776");
    assertThatThrownBy(() -> Files.csvTo(out).rotateEvery(Duration.ZERO))
        .hasMessageStartingWith("rotate-every 'PT0S' must be an ISO 8601 duration");
  }

  private Destination open(FileDestination config) {
    java.util.Map<String, String> options = new java.util.HashMap<>();
    FileDestination.OPTIONS.forEach(
        option -> option.byDefault().ifPresent(value -> options.put(option.name(), value)));
    options.putAll(config.options());
    return new RotatingFiles(
        config.type().equals("csv") ? FileFormat.CSV : FileFormat.JSONL,
        new DestinationContext(
            DatasetId.of("quakes"),
            "lake",
            List.of(Column.of("place", ColumnType.STRING)),
            List.of(),
            options,
            name -> Optional.empty(),
            clock));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = java.nio.file.Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static DestinationBatch batch(DestinationRecord... records) {
    return new DestinationBatch(List.of(records));
  }

  private static DestinationRecord row(long sequence, String place) {
    ObjectNode value = JsonNodeFactory.instance.objectNode().put("place", place);
    return new DestinationRecord(sequence, Effect.PUT, Instant.EPOCH, value);
  }
}
