package io.obsrv.connector;

import io.obsrv.dataset.DatasetId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a connector is opened with, whatever its role. Immutable. */
public abstract sealed class ConnectorContext permits SourceContext, DestinationContext {
  private final Role role;
  private final DatasetId dataset;
  private final String name;
  private final Map<String, String> options;
  private final SecretResolver secrets;
  private final Clock clock;

  ConnectorContext(
      Role role,
      DatasetId dataset,
      String name,
      Map<String, String> options,
      SecretResolver secrets,
      Clock clock) {
    this.role = role;
    this.dataset = dataset;
    this.name = name;
    this.options = Map.copyOf(options);
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * The dataset.
   *
   * @return its id
   */
  public DatasetId dataset() {
    return dataset;
  }

  /**
   * The connector's name within the dataset.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Tells the time.
   *
   * @return the clock of the library instance
   */
  public Clock clock() {
    return clock;
  }

  /**
   * An option that is required or has a default.
   *
   * @param option its name
   * @return its value
   * @throws IllegalArgumentException if the spec does not guarantee it
   */
  public String option(String option) {
    return find(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "option '%s' of %s '%s' is not set".formatted(option, role.label(), name)));
  }

  /**
   * Any option.
   *
   * @param option its name
   * @return its value, if it has one
   */
  public Optional<String> find(String option) {
    return Optional.ofNullable(options.get(option));
  }

  /**
   * A whole number that is required or has a default.
   *
   * @param option its name
   * @return its value, in the range of its spec
   * @throws IllegalArgumentException if the spec does not guarantee it
   */
  public long integer(String option) {
    return Long.parseLong(option(option));
  }

  /**
   * A flag that is required or has a default.
   *
   * @param option its name
   * @return its value
   * @throws IllegalArgumentException if the spec does not guarantee it
   */
  public boolean flag(String option) {
    return Boolean.parseBoolean(option(option));
  }

  /**
   * A duration that is required or has a default.
   *
   * @param option its name
   * @return its value, longer than zero
   * @throws IllegalArgumentException if the spec does not guarantee it
   */
  public Duration duration(String option) {
    return Duration.parse(option(option));
  }

  /**
   * A secret whose name is required or has a default.
   *
   * @param option the option that holds the name
   * @return the secret
   * @throws IllegalArgumentException if the spec does not guarantee the name
   * @throws ConnectorException if there is no secret of that name
   */
  public Secret secret(String option) {
    return resolve(option, option(option));
  }

  /**
   * Any secret.
   *
   * @param option the option that holds its name
   * @return the secret, if the option is set
   * @throws ConnectorException if there is no secret of that name
   */
  public Optional<Secret> findSecret(String option) {
    return find(option).map(secret -> resolve(option, secret));
  }

  private Secret resolve(String option, String secret) {
    return secrets
        .resolve(secret)
        .orElseThrow(
            () ->
                ConnectorException.fatal(
                    "%s cannot be opened: its option '%s' names the secret '%s', which the SecretResolver does not know. Add it there, or correct the name."
                        .formatted(subject(), option, secret),
                    null));
  }

  /**
   * Who this is, to begin a message with.
   *
   * @return for example {@code Source 'feed' of dataset 'quakes'}
   */
  public String subject() {
    String who = role == Role.SOURCE ? "Source" : "Destination";
    return "%s '%s' of dataset '%s'".formatted(who, name, dataset);
  }
}
