package io.obsrv.examples.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomConnectorTest {
  @TempDir private Path directory;

  @Test
  void a_connector_that_is_named_as_a_service_feeds_a_dataset() throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("harbour.log"),
            """
            at=2026-03-01T06:10:00Z ship="Sea Cloud" berth=4 tons=2532
            out for lunch
            at=2026-03-01T07:20:00Z ship=Sedov berth=4 tons=3432
            """);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    CustomConnector.run(log, new PrintStream(printed, true, UTF_8));

    assertThat(printed.toString(UTF_8).lines())
        .containsExactly(
            "Connectors: [csv, jdbc, json, jsonl, logfmt]",
            "berth  ships  tons",
            "-----  -----  ----",
            "    4      2  5964",
            "In quarantine: 'out for lunch' is no name=value");
  }

  @Test
  void a_line_is_taken_apart_or_broken_as_a_whole() {
    assertThat(LogfmtLine.event("a=1 b=\"two words\" c= ", 100))
        .isEqualTo(new Event.Cells(Map.of("a", "1", "b", "two words", "c", "")));
    assertThat(LogfmtLine.event("a=1 b=\"two", 100))
        .isInstanceOfSatisfying(
            Event.Broken.class,
            broken -> assertThat(broken.message()).isEqualTo("'b=\"two' is no name=value"));
    assertThat(LogfmtLine.event("a=12345", 6))
        .isInstanceOfSatisfying(
            Event.Broken.class,
            broken -> {
              assertThat(broken.code()).isEqualTo(RejectionCode.TOO_LARGE);
              assertThat(new String(broken.raw(), UTF_8)).isEqualTo("a=1234");
            });
  }
}
