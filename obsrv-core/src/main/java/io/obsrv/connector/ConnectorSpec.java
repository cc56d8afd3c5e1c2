package io.obsrv.connector;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector can be, what it can be told, and what it can do.
 *
 * @param options the options it has in each role it can have
 * @param capabilities what it can do as a source, at best
 */
public record ConnectorSpec(Map<Role, List<OptionSpec>> options, Set<Capability> capabilities) {

  /** Copies the collections. */
  public ConnectorSpec {
    Map<Role, List<OptionSpec>> copy = new EnumMap<>(Role.class);
    options.forEach((role, list) -> copy.put(role, List.copyOf(list)));
    options = Map.copyOf(copy);
    capabilities = Set.copyOf(capabilities);
  }

  /**
   * A connector that is a source.
   *
   * @param options the options it has
   * @param capabilities what it can do
   * @return the spec
   */
  public static ConnectorSpec source(List<OptionSpec> options, Set<Capability> capabilities) {
    return new ConnectorSpec(Map.of(Role.SOURCE, options), capabilities);
  }

  /**
   * A connector that is a destination.
   *
   * @param options the options it has
   * @return the spec
   */
  public static ConnectorSpec destination(List<OptionSpec> options) {
    return new ConnectorSpec(Map.of(Role.DESTINATION, options), Set.of());
  }

  /**
   * The same connector, being what another one is, too.
   *
   * @param other what else it is
   * @return the spec
   */
  public ConnectorSpec and(ConnectorSpec other) {
    Map<Role, List<OptionSpec>> both = new EnumMap<>(Role.class);
    both.putAll(options);
    both.putAll(other.options);
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(capabilities);
    all.addAll(other.capabilities);
    return new ConnectorSpec(both, all);
  }

  /**
   * What it can be.
   *
   * @return one role or both
   */
  public Set<Role> roles() {
    return options.keySet();
  }

  /**
   * The options it has in a role.
   *
   * @param role the role
   * @return the options; none if it cannot have the role
   */
  public List<OptionSpec> options(Role role) {
    return options.getOrDefault(role, List.of());
  }

  /**
   * An option by its name.
   *
   * @param role the role in which it has the option
   * @param name the name
   * @return the option, if there is one
   */
  public Optional<OptionSpec> option(Role role, String name) {
    return options(role).stream().filter(option -> option.name().equals(name)).findFirst();
  }
}
