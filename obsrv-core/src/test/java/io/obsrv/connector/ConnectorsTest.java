package io.obsrv.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Checkpoint;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.storage.Quakes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectorsTest {
  private static final OptionSpec PATH = OptionSpec.required("path", "the file to read");
  private static final OptionSpec ENCODING =
      OptionSpec.withDefault("encoding", "UTF-8", "how texts are written");
  private static final OptionSpec HEADER =
      OptionSpec.optional("header", "whether there is one").flag();

  private static final SecretResolver NO_SECRETS = name -> Optional.empty();

  private final Probe csv = new Probe("csv");
  private final Connectors connectors = of(new Probe("jsonl"), csv);

  @Test
  void the_connectors_there_are_are_told_by_name() {
    assertThat(connectors.types().keySet()).containsExactly("csv", "jsonl");
    assertThat(connectors.types().get("csv")).isEqualTo(csv.spec());
    assertThat(csv.spec().option(Role.SOURCE, "path")).contains(PATH);
    assertThat(csv.spec().option(Role.SOURCE, "Path")).isEmpty();
  }

  @Test
  void of_two_with_one_name_the_later_one_counts() {
    Probe other = new Probe("csv");

    of(csv, other).openSource(with(Map.of("path", "a.csv")), "feed");

    assertThat(csv.opened).isEmpty();
    assertThat(other.opened).hasSize(1);
  }

  @Test
  void sources_that_can_be_opened_have_no_problems() {
    assertThat(problems(connectors, with(Map.of("path", "a.csv", "header", "true")))).isEmpty();
    assertThat(problems(connectors, Quakes.plain("quakes").build())).isEmpty();
  }

  @Test
  void every_problem_of_every_source_is_told_at_once() {
    DatasetDefinition definition =
        Quakes.plain("quakes")
            .source("feed", ConnectorConfig.of("csv", Map.of("header", "maybe", "pth", "a.csv")))
            .source("stream", ConnectorConfig.of("kafka", Map.of()))
            .build();

    assertThat(problems(connectors, definition))
        .containsExactly(
            "sources/feed/header: 'maybe' must be true or false",
            "sources/feed/pth: is no option; there are [path, encoding, header]",
            "sources/feed/path: is missing: the file to read",
            "sources/stream/type: no connector 'kafka'. Found: csv, jsonl. Give its provider to ObsrvBuilder.connector(…), or put its jar on the class path and call ObsrvBuilder.discoverConnectors()");
  }

  @Test
  void where_there_is_no_connector_at_all_that_is_said() {
    assertThat(problems(of(), with(Map.of())))
        .containsExactly(
            "sources/feed/type: no connector 'csv'. Found: none. Give its provider to ObsrvBuilder.connector(…), or put its jar on the class path and call ObsrvBuilder.discoverConnectors()");
  }

  @Test
  void a_source_is_opened_with_its_options_and_the_defaults_of_the_others() {
    connectors.openSource(with(Map.of("path", "a.csv")), "feed");

    SourceContext context = csv.opened.get(0);
    assertThat(context.dataset().value()).isEqualTo("quakes");
    assertThat(context.name()).isEqualTo("feed");
    assertThat(context.maxEventBytes()).isEqualTo(1 << 20);
    assertThat(context.option("path")).isEqualTo("a.csv");
    assertThat(context.option("encoding")).isEqualTo("UTF-8");
    assertThat(context.find("header")).isEmpty();
    assertThatThrownBy(() -> context.option("header"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option 'header' of source 'feed' is not set");
  }

  @Test
  void an_option_that_is_given_goes_before_its_default() {
    connectors.openSource(with(Map.of("path", "a.csv", "encoding", "ISO-8859-1")), "feed");

    assertThat(csv.opened.get(0).option("encoding")).isEqualTo("ISO-8859-1");
  }

  @Test
  void a_source_that_cannot_be_opened_so_is_refused_with_all_reasons() {
    assertThatThrownBy(() -> connectors.openSource(with(Map.of("header", "maybe")), "feed"))
        .isInstanceOf(InvalidException.class)
        .hasMessage(
            "Source 'feed' of dataset 'quakes' cannot be opened, 2 problems: header: 'maybe' must be"
                + " true or false; path: is missing: the file to read.");
    assertThat(csv.opened).isEmpty();
  }

  @Test
  void a_source_that_is_not_declared_cannot_be_opened() {
    assertThatThrownBy(() -> connectors.openSource(with(Map.of("path", "a.csv")), "food"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no source 'food'");
  }

  private static Connectors of(ConnectorProvider... providers) {
    return new Connectors(List.of(providers), NO_SECRETS, Clock.systemUTC());
  }

  private static DatasetDefinition with(Map<String, String> options) {
    return Quakes.plain("quakes").source("feed", ConnectorConfig.of("csv", options)).build();
  }

  private static List<String> problems(Connectors connectors, DatasetDefinition definition) {
    Problems problems = new Problems();
    connectors.check(definition, problems);
    return problems.list().stream().map(Problem::toString).toList();
  }

  /** A connector that keeps what it was opened with. */
  private static final class Probe implements ConnectorProvider {
    private final String type;
    private final List<SourceContext> opened = new ArrayList<>();

    Probe(String type) {
      this.type = type;
    }

    @Override
    public String type() {
      return type;
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.source(List.of(PATH, ENCODING, HEADER), Set.of(Capability.BOUNDED));
    }

    @Override
    public Source source(SourceContext context) {
      opened.add(context);
      return new Source() {
        @Override
        public List<Split> splits() {
          return List.of();
        }

        @Override
        public SplitReader open(Split split, Optional<Checkpoint> from) {
          throw ConnectorException.fatal("there is no split '" + split.id() + "'", null);
        }
      };
    }
  }
}
