package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.table.Condition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Declares a transformation; see {@link Transformation#named}. Not for several threads. */
public final class TransformationBuilder {
  private final String name;
  private Transformation.@Nullable Operation operation;
  private Optional<Condition> when = Optional.empty();
  private TransformationMode mode = TransformationMode.STRICT;

  TransformationBuilder(String name) {
    PolicyName.check("transformation", name);
    this.name = name;
  }

  /**
   * Computes a column from the record.
   *
   * @param target the column that gets the value
   * @param expression a JSONata expression
   * @return this
   */
  public TransformationBuilder jsonata(String target, String expression) {
    return operation(new Transformation.Jsonata(target, expression));
  }

  /**
   * Hides a text but for its end.
   *
   * @param column a text column
   * @param keepLast how many characters stay of a longer text, 0 to 1,000; a shorter one is hidden
   *     whole
   * @return this
   */
  public TransformationBuilder mask(String column, int keepLast) {
    return operation(new Transformation.Mask(column, keepLast));
  }

  /**
   * Encrypts a text.
   *
   * @param column a text column
   * @param secret the name of a secret of 32 bytes
   * @return this
   */
  public TransformationBuilder encrypt(String column, String secret) {
    return operation(new Transformation.Encrypt(column, secret));
  }

  /**
   * Replaces a text by a token that is the same for equal texts.
   *
   * @param column a text column
   * @param secret the name of a secret of at least 32 bytes
   * @return this
   */
  public TransformationBuilder tokenise(String column, String secret) {
    return operation(new Transformation.Tokenise(column, secret));
  }

  /**
   * Leaves all other records as they are; called again, those for which not both hold. Default: it
   * is made for every record.
   *
   * @param condition which records it is for
   * @return this
   */
  public TransformationBuilder when(Condition condition) {
    when = Optional.of(when.map(present -> present.and(condition)).orElse(condition));
    return this;
  }

  /**
   * Leaves the column null where it fails, and warns. Default: the record is quarantined.
   *
   * @return this
   */
  public TransformationBuilder lenient() {
    mode = TransformationMode.LENIENT;
    return this;
  }

  /**
   * The transformation as declared.
   *
   * @return an immutable transformation
   * @throws IllegalArgumentException if it does nothing
   */
  public Transformation build() {
    checkArgument(
        operation != null,
        "transformation '%s' does nothing; call jsonata(…), mask(…), encrypt(…) or tokenise(…)",
        name);
    return new Transformation(name, operation, when, mode);
  }

  private TransformationBuilder operation(Transformation.Operation value) {
    checkArgument(operation == null, "transformation '%s' does two things, must do one", name);
    operation = value;
    return this;
  }
}
