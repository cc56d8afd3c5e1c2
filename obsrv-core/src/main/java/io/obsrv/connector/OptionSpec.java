package io.obsrv.connector;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One option of a connector: its name, what it means, and which texts it takes. Immutable. */
public final class OptionSpec {
  private final String name;
  private final String description;
  private final boolean required;
  private final @Nullable String byDefault;
  private final OptionType type;
  private final Function<String, Optional<String>> check;

  private OptionSpec(
      String name,
      String description,
      boolean required,
      @Nullable String byDefault,
      OptionType type,
      Function<String, Optional<String>> check) {
    this.name = name;
    this.description = description;
    this.required = required;
    this.byDefault = byDefault;
    this.type = type;
    this.check = check;
    Optional<String> must = byDefault == null ? Optional.empty() : problem(byDefault);
    checkArgument(
        must.isEmpty(), "default '%s' of option '%s' %s", byDefault, name, must.orElse(""));
  }

  private OptionSpec(
      String name, String description, boolean required, @Nullable String byDefault) {
    this(name, description, required, byDefault, new OptionType.Text(), value -> Optional.empty());
  }

  /**
   * An option that must be given: a text, if nothing else is said.
   *
   * @param name its name
   * @param description what it means, for people
   * @return the option
   */
  public static OptionSpec required(String name, String description) {
    return new OptionSpec(name, description, true, null);
  }

  /**
   * An option that can be left out, with nothing in its place.
   *
   * @param name its name
   * @param description what it means, for people
   * @return the option
   */
  public static OptionSpec optional(String name, String description) {
    return new OptionSpec(name, description, false, null);
  }

  /**
   * An option that can be left out, with a value in its place.
   *
   * @param name its name
   * @param byDefault the value that is used then
   * @param description what it means, for people
   * @return the option
   */
  public static OptionSpec withDefault(String name, String byDefault, String description) {
    return new OptionSpec(name, description, false, byDefault);
  }

  /**
   * The same option, taking whole numbers; read with {@link ConnectorContext#integer}.
   *
   * @param min the smallest
   * @param max the largest
   * @return the option
   */
  public OptionSpec integer(long min, long max) {
    return of(new OptionType.Whole(min, max));
  }

  /**
   * The same option, taking {@code true} and {@code false}; read with {@link
   * ConnectorContext#flag}.
   *
   * @return the option
   */
  public OptionSpec flag() {
    return of(new OptionType.Flag());
  }

  /**
   * The same option, taking durations; read with {@link ConnectorContext#duration}.
   *
   * @return the option
   */
  public OptionSpec duration() {
    return of(new OptionType.Span());
  }

  /**
   * The same option, taking one of some words.
   *
   * @param values the words
   * @return the option
   */
  public OptionSpec oneOf(String... values) {
    return of(new OptionType.Choice(List.of(values)));
  }

  /**
   * The same option, taking the name of a secret; read with {@link ConnectorContext#secret}.
   *
   * @return the option
   */
  public OptionSpec secret() {
    return of(new OptionType.SecretName());
  }

  /**
   * The same option, taking only some of the texts of its type.
   *
   * @param test answers what a value must be, if it is not; empty if it is good
   * @return the option
   */
  public OptionSpec checkedBy(Function<String, Optional<String>> test) {
    return new OptionSpec(name, description, required, byDefault, type, test);
  }

  private OptionSpec of(OptionType other) {
    return new OptionSpec(name, description, required, byDefault, other, check);
  }

  /**
   * The option's name.
   *
   * @return the name in definitions
   */
  public String name() {
    return name;
  }

  /**
   * What it means.
   *
   * @return text for people
   */
  public String description() {
    return description;
  }

  /**
   * Whether it must be given.
   *
   * @return true if there is nothing in its place
   */
  public boolean isRequired() {
    return required;
  }

  /**
   * What is used where it is not given.
   *
   * @return the value, if there is one
   */
  public Optional<String> byDefault() {
    return Optional.ofNullable(byDefault);
  }

  /**
   * Which texts it takes.
   *
   * @return the type
   */
  public OptionType type() {
    return type;
  }

  /**
   * Checks a value.
   *
   * @param value the text
   * @return what it must be, if it is not
   */
  public Optional<String> problem(String value) {
    return type.problem(value).or(() -> check.apply(value));
  }
}
