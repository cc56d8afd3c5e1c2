package io.obsrv.connector;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connectors a library instance knows, by name. Immutable. */
public final class Connectors {
  private final SortedMap<String, ConnectorProvider> byType = new TreeMap<>();
  private final SecretResolver secrets;
  private final Clock clock;

  /**
   * These connectors and no others.
   *
   * @param providers the connectors; of two with one name, the later one counts
   * @param secrets knows what the names of secrets in options stand for
   * @param clock tells connectors the time
   */
  public Connectors(Collection<ConnectorProvider> providers, SecretResolver secrets, Clock clock) {
    providers.forEach(provider -> byType.put(provider.type(), provider));
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Finds the connectors that jars on the class path name as services.
   *
   * @param loader where to look
   * @return new instances
   * @throws ConnectorException if one that is named cannot be made
   */
  public static List<ConnectorProvider> discover(ClassLoader loader) {
    try {
      return ServiceLoader.load(ConnectorProvider.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (ServiceConfigurationError e) {
      throw ConnectorException.fatal(
          "Cannot discover connectors: %s. Correct or remove the jar that names it."
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * The connectors there are.
   *
   * @return their specs by name
   */
  public SortedMap<String, ConnectorSpec> types() {
    SortedMap<String, ConnectorSpec> specs = new TreeMap<>();
    byType.forEach((type, provider) -> specs.put(type, provider.spec()));
    return specs;
  }

  /**
   * Collects every problem of a definition's sources and destinations.
   *
   * @param definition the definition
   * @param problems where they are added
   */
  public void check(DatasetDefinition definition, Problems problems) {
    Problems sources = problems.under("sources");
    definition.sources().forEach((name, config) -> check(Role.SOURCE, config, sources.under(name)));
    Problems destinations = problems.under("destinations");
    definition
        .destinations()
        .forEach((name, config) -> check(Role.DESTINATION, config, destinations.under(name)));
  }

  /**
   * Opens a source of a dataset.
   *
   * @param definition the dataset
   * @param name the source's name in it
   * @return the source; the caller closes it
   * @throws io.obsrv.error.InvalidException if it cannot be configured so
   * @throws ConnectorException if it cannot be opened
   */
  public Source openSource(DatasetDefinition definition, String name) {
    ConnectorConfig config = declared(definition, Role.SOURCE, name, definition.sources());
    return provider(config)
        .source(
            new SourceContext(
                definition.id(),
                name,
                definition.maxEventBytes(),
                options(Role.SOURCE, config),
                secrets,
                clock));
  }

  /**
   * Opens a destination of a dataset.
   *
   * @param definition the dataset
   * @param name the destination's name in it
   * @return the destination; the caller closes it
   * @throws io.obsrv.error.InvalidException if it cannot be configured so
   * @throws ConnectorException if it cannot be opened
   */
  public Destination openDestination(DatasetDefinition definition, String name) {
    ConnectorConfig config =
        declared(definition, Role.DESTINATION, name, definition.destinations());
    return provider(config)
        .destination(
            new DestinationContext(
                definition.id(),
                name,
                definition.schema().columns(),
                definition.key(),
                options(Role.DESTINATION, config),
                secrets,
                clock));
  }

  /**
   * What a source can do, as it is configured.
   *
   * @param definition the dataset
   * @param name the source's name in it
   * @return what it can do
   * @throws io.obsrv.error.InvalidException if it cannot be configured so
   */
  public Set<Capability> capabilities(DatasetDefinition definition, String name) {
    ConnectorConfig config = declared(definition, Role.SOURCE, name, definition.sources());
    return provider(config).capabilities(options(Role.SOURCE, config));
  }

  private ConnectorConfig declared(
      DatasetDefinition definition,
      Role role,
      String name,
      SortedMap<String, ConnectorConfig> present) {
    ConnectorConfig config =
        Optional.ofNullable(present.get(name))
            .orElseThrow(
                () -> new IllegalArgumentException("no " + role.label() + " '" + name + "'"));
    Problems problems = new Problems();
    check(role, config, problems);
    problems.refuseIfAny(
        "%s '%s' of dataset '%s' cannot be opened"
            .formatted(role == Role.SOURCE ? "Source" : "Destination", name, definition.id()));
    return config;
  }

  private ConnectorProvider provider(ConnectorConfig config) {
    return Objects.requireNonNull(byType.get(config.type()));
  }

  private Map<String, String> options(Role role, ConnectorConfig config) {
    Map<String, String> options = new HashMap<>();
    provider(config)
        .spec()
        .options(role)
        .forEach(o -> o.byDefault().ifPresent(value -> options.put(o.name(), value)));
    options.putAll(config.options());
    return options;
  }

  private void check(Role role, ConnectorConfig config, Problems problems) {
    ConnectorProvider provider = byType.get(config.type());
    if (provider == null) {
      problems.add("type", OptionChecks.unknown(config.type(), byType.keySet()));
    } else {
      Problems own = new Problems();
      OptionChecks.check(provider.spec(), role, config, own);
      problems.addAll(
          own.list().isEmpty() ? provider.problems(role, options(role, config)) : own.list());
    }
  }
}
