package io.obsrv.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.event.Effect;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.storage.Quakes;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationsTest {
  private final Connectors connectors =
      new Connectors(
          List.of(new Sink(), new Spring()), name -> Optional.empty(), Clock.systemUTC());

  @Test
  void a_destination_is_opened_with_its_options_and_what_the_dataset_is() {
    Sink.Drain drain = (Sink.Drain) connectors.openDestination(with("sink", Map.of()), "lake");

    assertThat(drain.context().option("depth")).isEqualTo("3");
    assertThat(drain.context().dataset().value()).isEqualTo("quakes");
    assertThat(drain.context().columns())
        .isEqualTo(Quakes.plain("quakes").build().schema().columns());
    assertThat(drain.idle()).isEmpty();
    assertThat(drain.flush()).isEmpty();
  }

  @Test
  void every_problem_of_every_destination_is_told_at_once() {
    DatasetDefinition definition =
        with("sink", Map.of("depth", "9", "width", "1")).toBuilder()
            .destination("pond", ConnectorConfig.of("spring", Map.of()))
            .source("feed", ConnectorConfig.of("sink", Map.of()))
            .build();
    Problems problems = new Problems();
    connectors.check(definition, problems);

    assertThat(problems.list().stream().map(Problem::toString))
        .containsExactly(
            "sources/feed/type: connector 'sink' is no source",
            "destinations/lake/depth: '9' must be an integer of 1 to 5",
            "destinations/lake/width: is no option; there are [depth]",
            "destinations/pond/type: connector 'spring' is no destination");
    assertThatThrownBy(() -> connectors.openDestination(definition, "lake"))
        .hasMessageStartingWith(
            "Destination 'lake' of dataset 'quakes' cannot be opened, 2 problems");
  }

  @Test
  void a_connector_without_a_role_says_so_when_it_is_asked_all_the_same() {
    DestinationContext context =
        new DestinationContext(
            Quakes.plain("quakes").build().id(),
            "lake",
            List.of(),
            List.of(),
            Map.of(),
            name -> Optional.empty(),
            Clock.systemUTC());

    assertThatThrownBy(() -> new Spring().destination(context))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "Destination 'lake' of dataset 'quakes' cannot be opened: connector 'spring' is no"
                + " destination, only [SOURCE].");
  }

  @Test
  void one_connector_can_have_both_roles_with_options_of_their_own() {
    ConnectorSpec both = new Sink().spec().and(new Spring().spec());

    assertThat(both.roles()).containsExactlyInAnyOrder(Role.SOURCE, Role.DESTINATION);
    assertThat(both.option(Role.DESTINATION, "depth")).isPresent();
    assertThat(both.option(Role.SOURCE, "depth")).isEmpty();
  }

  @Test
  void sequences_of_a_batch_increase() {
    assertThatThrownBy(() -> new DestinationBatch(List.of(record(2), record(2))))
        .hasMessage("sequence 2 is behind 2, must increase");
    assertThatThrownBy(() -> record(0)).hasMessage("sequence is 0, must be at least 1");
    DestinationBatch batch = new DestinationBatch(List.of(record(2), record(5)));
    assertThat(batch.behind(2)).containsExactly(record(5));
    assertThat(batch.lastOr(1)).isEqualTo(5);
    assertThat(new DestinationBatch(List.of()).lastOr(1)).isEqualTo(1);
  }

  @Test
  void connectors_named_as_services_are_found_when_asked_for(@TempDir Path jar) throws IOException {
    try (URLClassLoader loader = naming(jar, Sink.class.getName())) {
      assertThat(Connectors.discover(loader)).extracting(ConnectorProvider::type).contains("sink");
    }
  }

  @Test
  void a_service_that_cannot_be_made_is_told_by_name(@TempDir Path jar) throws IOException {
    try (URLClassLoader loader = naming(jar, "com.example.Gone")) {
      assertThatThrownBy(() -> Connectors.discover(loader))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("Provider com.example.Gone not found")
          .hasMessageEndingWith("Correct or remove the jar that names it.");
    }
  }

  private static URLClassLoader naming(Path jar, String service) throws IOException {
    Path services = jar.resolve("META-INF/services");
    java.nio.file.Files.createDirectories(services);
    java.nio.file.Files.writeString(services.resolve(ConnectorProvider.class.getName()), service);
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, DestinationsTest.class.getClassLoader());
  }

  private static DestinationRecord record(long sequence) {
    return new DestinationRecord(
        sequence, Effect.PUT, Instant.EPOCH, JsonNodeFactory.instance.objectNode());
  }

  private static DatasetDefinition with(String type, Map<String, String> options) {
    return Quakes.plain("quakes").destination("lake", ConnectorConfig.of(type, options)).build();
  }

  /** A destination that keeps what it was opened with. */
  public static final class Sink implements ConnectorProvider {
    @Override
    public String type() {
      return "sink";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.destination(
          List.of(OptionSpec.withDefault("depth", "3", "how deep").integer(1, 5)));
    }

    @Override
    public Destination destination(DestinationContext context) {
      return new Drain(context);
    }

    private record Drain(DestinationContext context) implements Destination {
      @Override
      public Optional<Long> position() {
        return Optional.empty();
      }

      @Override
      public DestinationResult write(DestinationBatch batch) {
        return DestinationResult.durable(batch.lastOr(0));
      }
    }
  }

  /** A connector that is nothing but a source. */
  private static final class Spring implements ConnectorProvider {
    @Override
    public String type() {
      return "spring";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.source(List.of(), Set.of(Capability.REPLAYABLE));
    }
  }
}
