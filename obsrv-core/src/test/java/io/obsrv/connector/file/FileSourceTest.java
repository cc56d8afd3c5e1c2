package io.obsrv.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.Connectors;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Role;
import io.obsrv.event.Event;
import io.obsrv.policy.ConnectorConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  @TempDir Path temp;

  @Test
  void isATypeAndOptions() {
    FileSource json = Files.json("a.json").extract("features");
    assertThat(json.type()).isEqualTo("json");
    assertThat(json.options()).isEqualTo(Map.of("path", "a.json", "extract", "features"));
    assertThat(Files.csv(Path.of("a.csv")).delimiter('\t').options())
        .isEqualTo(Map.of("path", "a.csv", "delimiter", "\t"));
    assertThat(Files.jsonLines("a/*.jsonl").type()).isEqualTo("jsonl");
    assertThat(json).hasToString("json{extract=features, path=a.json}");
  }

  @Test
  void doesNotChange() {
    FileSource json = Files.json("a.json");
    assertThat(json.extract("f")).isEqualTo(json.extract("f")).isNotEqualTo(json);
    assertThat(json.extract("f")).hasSameHashCodeAs(json.extract("f"));
    assertThatThrownBy(() -> json.options().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void refusesWhatCannotBeAnOption() {
    assertThatThrownBy(() -> Files.csv(" ")).hasMessage("path ' ' must name a file");
    assertThatThrownBy(() -> Files.csv("a\0b"))
        .hasMessage("path 'a\0b' must be a path: Nul character not allowed");
    assertThatThrownBy(() -> Files.json("a").extract(""))
        .hasMessage("extract '' must be the name of a field, of at most 1000 characters");
    assertThatThrownBy(() -> Files.csv("a").delimiter('"'))
        .hasMessage("delimiter '\"' must be one ASCII character, but no quote and no line break");
    assertThatThrownBy(() -> Files.csv("a").delimiter('§')).hasMessageContaining("one ASCII");
  }

  @Test
  void refusesAnOptionOfAnotherFormat() {
    assertThatThrownBy(() -> Files.csv("a").extract("f"))
        .hasMessage("'extract' is no option of csv, which has [path, delimiter, watch]");
    assertThatThrownBy(() -> Files.jsonLines("a").delimiter(';'))
        .hasMessage("'delimiter' is no option of jsonl, which has [path, watch]");
  }

  @Test
  void isReadByAConnectorThatSaysWhatItCanDo() {
    Connectors connectors =
        new Connectors(Files.providers(), name -> Optional.empty(), Clock.systemUTC());
    assertThat(connectors.types()).containsOnlyKeys("jsonl", "json", "csv");
    assertThat(connectors.types().values())
        .allSatisfy(
            spec ->
                assertThat(spec.capabilities())
                    .containsExactlyInAnyOrder(
                        Capability.REPLAYABLE, Capability.ORDERED, Capability.BOUNDED));
    ConnectorProvider csv =
        Files.providers().stream().filter(p -> p.type().equals("csv")).findFirst().orElseThrow();
    assertThat(csv.spec().options(Role.SOURCE))
        .extracting(OptionSpec::name)
        .containsExactly("path", "delimiter", "watch");
    assertThat(csv.spec().option(Role.SOURCE, "path").orElseThrow().isRequired()).isTrue();
    assertThat(csv.spec().option(Role.SOURCE, "delimiter").orElseThrow().problem(";;")).isPresent();
  }

  @Test
  void isEqualToNoOtherConfiguration() {
    FileSource csv = Files.csv("a");
    assertThat(csv).isNotEqualTo(ConnectorConfig.of("csv", csv.options()));
    assertThat(csv).isNotEqualTo(Files.json("a"));
  }

  @Test
  void givesItsRecordsWithoutADataset() {
    new Folder(temp).write("a.csv", "a,b\n1,2\n3\n");
    new Folder(temp).write("b.csv", "c;d\n4;5\n");
    try (Stream<Event> events = Files.csv(temp + "/*.csv").events()) {
      assertThat(events.map(Session::text))
          .containsExactly(
              "{a=1, b=2}",
              "MALFORMED_CSV: row at line 3 has 1 cells, the header has 2 [3]",
              "{c=4, d=5}");
    }
  }

  @Test
  void givesItsRecordsOneByOneHoweverLargeTheFileIs() {
    new Folder(temp).write("a.jsonl", "{\"a\":1}\n".repeat(1_000_000));
    try (Stream<Event> events = Files.jsonLines(temp.resolve("a.jsonl")).events()) {
      Iterator<Event> some = events.iterator();
      assertThat(Session.text(some.next())).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void cannotGiveRecordsOfAFileThatIsNotThere() {
    assertThatThrownBy(() -> Files.csv(temp + "/*.csv").events())
        .hasMessage(
            "Cannot read '%1$s/*.csv': no file below '%1$s' matches. Correct the path, or create the"
                + " file first.",
            temp);
    assertThatThrownBy(() -> Files.csv(temp + "/a.csv").events().toList())
        .hasMessage(
            "Cannot read '%s/a.csv': there is no such file. Correct the path, or create the file"
                + " first.",
            temp);
  }
}
