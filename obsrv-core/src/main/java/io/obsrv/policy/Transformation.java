package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.table.Condition;
import java.util.Optional;

/**
 * A change made to a column of every record, or of those for which a condition holds. They are made
 * in their order, and each sees what the ones before have made.
 *
 * @param name its name within the definition
 * @param operation what is done to which column
 * @param when which records it is for; empty for all
 * @param mode what becomes of a record for which it fails
 */
public record Transformation(
    String name, Operation operation, Optional<Condition> when, TransformationMode mode) {

  /** Checks the name. */
  public Transformation {
    PolicyName.check("transformation", name);
  }

  /** What is done to a column. */
  public sealed interface Operation {
    /**
     * The column that is changed.
     *
     * @return its name
     */
    String column();
  }

  /**
   * The value of a JSONata expression over the record.
   *
   * @param column the column that gets it
   * @param expression the expression
   */
  public record Jsonata(String column, String expression) implements Operation {}

  /**
   * Every character but the last ones becomes {@code *}.
   *
   * @param column a text column
   * @param keepLast how many characters stay of a longer text, 0 to 1,000; a shorter one is hidden
   *     whole
   */
  public record Mask(String column, int keepLast) implements Operation {
    private static final int MAX = 1_000;

    /** Checks the range. */
    public Mask {
      checkArgument(
          keepLast >= 0 && keepLast <= MAX, "keepLast is %s, must be 0 to %s", keepLast, MAX);
    }
  }

  /**
   * The text is encrypted with AES-256-GCM, and can be read again by whoever has the key.
   *
   * @param column a text column
   * @param secret the name of a secret of 32 bytes
   */
  public record Encrypt(String column, String secret) implements Operation {}

  /**
   * The text is replaced by its HMAC-SHA-256: equal texts give equal tokens, and nobody without the
   * key can try texts out.
   *
   * @param column a text column
   * @param secret the name of a secret of at least 32 bytes
   */
  public record Tokenise(String column, String secret) implements Operation {}

  /**
   * Begins a transformation.
   *
   * @param name 1 to 48 lower-case letters, digits, spaces, {@code _} and {@code -}, beginning with
   *     a letter
   * @return the builder
   * @throws IllegalArgumentException if the name has another form
   */
  public static TransformationBuilder named(String name) {
    return new TransformationBuilder(name);
  }
}
