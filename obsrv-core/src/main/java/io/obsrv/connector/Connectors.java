package io.obsrv.connector;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connectors a library instance knows, by name. Immutable. */
public final class Connectors {
  private final SortedMap<String, ConnectorProvider> byType = new TreeMap<>();

  /**
   * These connectors and no others.
   *
   * @param providers the connectors; of two with one name, the later one counts
   */
  public Connectors(Collection<ConnectorProvider> providers) {
    providers.forEach(provider -> byType.put(provider.type(), provider));
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
   * Collects every problem of a definition's sources.
   *
   * @param definition the definition
   * @param problems where they are added
   */
  public void check(DatasetDefinition definition, Problems problems) {
    definition
        .sources()
        .forEach((name, config) -> check(config, problems.under("sources").under(name)));
  }

  /**
   * Opens a source of a dataset.
   *
   * @param definition the dataset
   * @param name the source's name in it
   * @return the source; the caller closes it
   * @throws io.obsrv.error.InvalidException if it cannot be configured so
   */
  public Source open(DatasetDefinition definition, String name) {
    ConnectorConfig config =
        Optional.ofNullable(definition.sources().get(name))
            .orElseThrow(() -> new IllegalArgumentException("no source '" + name + "'"));
    Problems problems = new Problems();
    check(config, problems);
    problems.refuseIfAny(
        "Source '" + name + "' of dataset '" + definition.id() + "' cannot be opened");
    ConnectorProvider provider = Objects.requireNonNull(byType.get(config.type()));
    Map<String, String> options = new HashMap<>();
    provider
        .spec()
        .options()
        .forEach(o -> o.byDefault().ifPresent(value -> options.put(o.name(), value)));
    options.putAll(config.options());
    return provider.source(
        new SourceContext(definition.id(), name, definition.maxEventBytes(), options));
  }

  private void check(ConnectorConfig config, Problems problems) {
    ConnectorProvider provider = byType.get(config.type());
    if (provider == null) {
      problems.add(
          "type",
          "no connector '%s'. Found: %s. Is its provider given to ObsrvBuilder.connector(…)?"
              .formatted(
                  config.type(), byType.isEmpty() ? "none" : String.join(", ", byType.keySet())));
      return;
    }
    ConnectorSpec spec = provider.spec();
    config.options().forEach((name, value) -> check(spec, name, value, problems));
    spec.options().stream()
        .filter(option -> option.isRequired() && !config.options().containsKey(option.name()))
        .forEach(option -> problems.add(option.name(), "is missing: " + option.description()));
  }

  private static void check(ConnectorSpec spec, String name, String value, Problems problems) {
    Optional<OptionSpec> option = spec.option(name);
    if (option.isEmpty()) {
      problems.add(
          name,
          "is no option; there are " + spec.options().stream().map(OptionSpec::name).toList());
    } else {
      option.get().problem(value).ifPresent(must -> problems.add(name, "'" + value + "' " + must));
    }
  }
}
