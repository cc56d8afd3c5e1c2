package io.obsrv.connector;

import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Holds what a definition says of a connector against what the connector can be told. */
final class OptionChecks {
  private OptionChecks() {}

  static String unknown(String type, Collection<String> found) {
    return "no connector '%s'. Found: %s. Give its provider to ObsrvBuilder.connector(…), or put its jar on the class path and call ObsrvBuilder.discoverConnectors()"
        .formatted(type, found.isEmpty() ? "none" : String.join(", ", found));
  }

  static void check(ConnectorSpec spec, Role role, ConnectorConfig config, Problems problems) {
    if (!spec.roles().contains(role)) {
      problems.add("type", "connector '%s' is no %s".formatted(config.type(), role.label()));
      return;
    }
    List<OptionSpec> options = spec.options(role);
    config
        .options()
        .forEach((name, value) -> check(spec.option(role, name), options, name, value, problems));
    options.stream()
        .filter(option -> option.isRequired() && !config.options().containsKey(option.name()))
        .forEach(option -> problems.add(option.name(), "is missing: " + option.description()));
  }

  private static void check(
      Optional<OptionSpec> option,
      List<OptionSpec> options,
      String name,
      String value,
      Problems problems) {
    if (option.isEmpty()) {
      problems.add(
          name, "is no option; there are " + options.stream().map(OptionSpec::name).toList());
    } else {
      option.get().problem(value).ifPresent(must -> problems.add(name, "'" + value + "' " + must));
    }
  }
}
