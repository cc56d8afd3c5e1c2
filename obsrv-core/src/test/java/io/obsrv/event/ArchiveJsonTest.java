package io.obsrv.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.error.InvalidException;
import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Precision;
import io.obsrv.schema.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveJsonTest {
  private static final Instant AT = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static ArchiveRows rows(ColumnType type) {
    Column column = Column.of("x", type);
    Column exact =
        new Column(
            "x",
            List.of("x"),
            type,
            type == ColumnType.DECIMAL ? Optional.of(new Precision(100, 3)) : Optional.empty(),
            column.timeFormat(),
            false);
    return new ArchiveRows(List.of(StoredColumn.of(exact)));
  }

  private static Object through(ColumnType type, Object value) {
    ArchiveRows rows = rows(type);
    StoredRow row = new StoredRow(1, AT, 1, "push", new Row(value), Optional.empty());
    String line = ArchiveJson.write(rows.entry(row));
    return rows.row((ArchiveEntry.Row) ArchiveJson.read("rows", line)).row().value(0);
  }

  @Test
  void values_of_every_type_come_back_without_loss() {
    Stream.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L)
        .forEach(v -> assertThat(through(ColumnType.INTEGER, v)).isEqualTo(v));
    Stream.of(-0.0, 0.0, 0.1, Double.MIN_VALUE, -Double.MAX_VALUE, 1e15, 5.0)
        .forEach(v -> assertThat(through(ColumnType.NUMBER, v)).isEqualTo(v));
    Stream.of("0.000", "-1.230", "9".repeat(97) + ".999")
        .map(BigDecimal::new)
        .forEach(v -> assertThat(through(ColumnType.DECIMAL, v)).isEqualTo(v));
    Stream.of("", "null", "-0.0", "\n\u2028\"\\", "😀")
        .forEach(v -> assertThat(through(ColumnType.STRING, v)).isEqualTo(v));
    Stream.of(AT, Instant.parse("0001-01-01T00:00:00.000001Z"))
        .forEach(v -> assertThat(through(ColumnType.TIMESTAMP, v)).isEqualTo(v));
    assertThat(through(ColumnType.DATE, LocalDate.of(1, 1, 1))).isEqualTo(LocalDate.of(1, 1, 1));
    assertThat(through(ColumnType.BOOLEAN, false)).isEqualTo(false);
    Stream.of("[1.50, {\"b\": null, \"a\": 1e400}]", "\"text\"", "12345678901234567890")
        .map(JsonText::parse)
        .forEach(v -> assertThat(through(ColumnType.JSON, v)).hasToString(JsonText.write(v)));
  }

  @Test
  void a_line_is_one_line() {
    ArchiveEntry entry = new ArchiveEntry.Removal("k\n", 1, AT, "{\"a\":\r\n1}");

    assertThat(ArchiveJson.write(entry)).hasLineCount(1);
    assertThat(ArchiveJson.read("removals", ArchiveJson.write(entry))).isEqualTo(entry);
  }

  @Test
  void whatever_can_happen_has_a_line() {
    Stream<ArchiveEntry> quarantine =
        Stream.of(QuarantineAction.values())
            .map(a -> new ArchiveEntry.Trail(new QuarantineEntry(1, AT, "asha", a, "why")));
    Stream<ArchiveEntry> connectors =
        Stream.of(ConnectorAction.values())
            .map(a -> new ArchiveEntry.ConnectorTrail(new ConnectorEntry("c", AT, "asha", a, "")));

    Stream.concat(quarantine, connectors)
        .forEach(
            entry ->
                assertThat(ArchiveJson.read(entry.part(), ArchiveJson.write(entry)))
                    .isEqualTo(entry));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "delivery | {} | 1 problem: the part is not known, must be one of [columns, rows",
        "deliveries | [] | 1 problem: is no JSON object, must be one.",
        "deliveries | {\"destination\" | 1 problem: is no JSON:",
        "deliveries | {\"destination\":\"a\",\"position\":1} | refused: is missing, must be an integer from 0.",
        "deliveries | {\"destination\":\"a\",\"position\":-1,\"refused\":0} | position: is something else, must be an integer from 0.",
        "deliveries | {\"destination\":\"a\",\"position\":1,\"refused\":0,\"more\":1} | is not as this library writes it",
        "deliveries | {\"destination\":\"a\", \"position\":1,\"refused\":0} | is not as this library writes it",
        "removals | {\"key\":\"k\",\"sequence\":1,\"receivedAt\":\"now\",\"value\":\"\"} | receivedAt: is something else, must be an instant in microseconds.",
        "removals | {\"key\":\"k\",\"sequence\":1,\"receivedAt\":\"2026-01-01T00:00:00.000000001Z\",\"value\":\"\"} | receivedAt: is something else, must be an instant in microseconds.",
        "columns | {\"place\":\"a\",\"type\":\"MONEY\"} | type: is something else, must be one of [STRING, INTEGER",
        "columns | {\"place\":\"a\",\"type\":\"DECIMAL\",\"precision\":101,\"scale\":0} | precision is 101, must be 1 to 100",
        "rows | {\"sequence\":1,\"receivedAt\":\"2026-01-01T00:00:00Z\",\"version\":1,\"source\":\"push\",\"values\":[]} | values: is something else, must be an object."
      })
  void a_malformed_line_is_refused_by_part_and_field(String part, String line, String problem) {
    assertThatThrownBy(() -> ArchiveJson.read(part, line))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("A line of part '" + part + "' cannot be read, ")
        .hasMessageContaining(problem);
  }
}
