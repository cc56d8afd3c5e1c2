package io.obsrv.connector;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Which texts an option takes. */
public sealed interface OptionType {

  /**
   * Checks a value.
   *
   * @param value the text
   * @return what it must be, if it is not
   */
  Optional<String> problem(String value);

  /** Any text. */
  record Text() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return Optional.empty();
    }
  }

  /**
   * A whole number.
   *
   * @param min the smallest
   * @param max the largest
   */
  record Whole(long min, long max) implements OptionType {
    /** Checks the range. */
    public Whole {
      checkArgument(min <= max, "min is %s, must be at most max, which is %s", min, max);
    }

    @Override
    public Optional<String> problem(String value) {
      try {
        long number = Long.parseLong(value);
        return number >= min && number <= max ? Optional.empty() : must();
      } catch (NumberFormatException e) {
        return must();
      }
    }

    private Optional<String> must() {
      return Optional.of("must be an integer of " + min + " to " + max);
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return value.equals("true") || value.equals("false")
          ? Optional.empty()
          : Optional.of("must be true or false");
    }
  }

  /** An ISO 8601 duration longer than zero, for example {@code PT15M}. */
  record Span() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      try {
        Duration duration = Duration.parse(value);
        return duration.isZero() || duration.isNegative() ? must() : Optional.empty();
      } catch (DateTimeParseException e) {
        return must();
      }
    }

    private static Optional<String> must() {
      return Optional.of("must be an ISO 8601 duration longer than zero, for example PT15M");
    }
  }

  /**
   * One of some words.
   *
   * @param values the words
   */
  record Choice(List<String> values) implements OptionType {
    /** Copies the list. */
    public Choice {
      values = List.copyOf(values);
    }

    @Override
    public Optional<String> problem(String value) {
      return values.contains(value)
          ? Optional.empty()
          : Optional.of("must be one of " + String.join(", ", values));
    }
  }

  /**
   * The name of a secret, not the secret: only the name is written down, what it stands for is
   * asked of the {@link SecretResolver} when the connector is opened.
   */
  record SecretName() implements OptionType {
    @Override
    public Optional<String> problem(String value) {
      return value.isBlank() ? Optional.of("must be the name of a secret") : Optional.empty();
    }
  }
}
