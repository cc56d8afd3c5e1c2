package io.obsrv.connector;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector can be told and what it can do.
 *
 * @param options the options it has
 * @param capabilities what it can do
 */
public record ConnectorSpec(List<OptionSpec> options, Set<Capability> capabilities) {

  /** Copies the collections. */
  public ConnectorSpec {
    options = List.copyOf(options);
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * An option by its name.
   *
   * @param name the name
   * @return the option, if there is one
   */
  public Optional<OptionSpec> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }
}
