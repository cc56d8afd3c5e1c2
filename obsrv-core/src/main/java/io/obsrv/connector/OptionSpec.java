package io.obsrv.connector;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One option of a connector: its name, what it means, and which texts it takes. */
public final class OptionSpec {
  private final String name;
  private final String description;
  private final boolean required;
  private final @Nullable String byDefault;
  private final Function<String, Optional<String>> check;

  private OptionSpec(
      String name,
      String description,
      boolean required,
      @Nullable String byDefault,
      Function<String, Optional<String>> check) {
    this.name = name;
    this.description = description;
    this.required = required;
    this.byDefault = byDefault;
    this.check = check;
  }

  /**
   * An option that must be given.
   *
   * @param name its name
   * @param description what it means, for people
   * @return the option
   */
  public static OptionSpec required(String name, String description) {
    return new OptionSpec(name, description, true, null, value -> Optional.empty());
  }

  /**
   * An option that can be left out, with nothing in its place.
   *
   * @param name its name
   * @param description what it means, for people
   * @return the option
   */
  public static OptionSpec optional(String name, String description) {
    return new OptionSpec(name, description, false, null, value -> Optional.empty());
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
    return new OptionSpec(name, description, false, byDefault, value -> Optional.empty());
  }

  /**
   * The same option, taking only some texts.
   *
   * @param test answers what a value must be, if it is not; empty if it is good
   * @return the option
   */
  public OptionSpec checkedBy(Function<String, Optional<String>> test) {
    return new OptionSpec(name, description, required, byDefault, test);
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
   * Checks a value.
   *
   * @param value the text
   * @return what it must be, if it is not
   */
  public Optional<String> problem(String value) {
    return check.apply(value);
  }
}
