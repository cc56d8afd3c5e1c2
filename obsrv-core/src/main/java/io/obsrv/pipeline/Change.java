package io.obsrv.pipeline;

import io.obsrv.connector.Secret;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problems;
import io.obsrv.expression.Expression;
import io.obsrv.expression.ExpressionException;
import io.obsrv.policy.Transformation;
import io.obsrv.schema.Column;
import io.obsrv.schema.UnreadableValueException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a transformation makes of a record: the new value of its column. For many threads. */
interface Change {
  @Nullable Object apply(Draft draft) throws ExpressionException, UnreadableValueException;

  /** Makes an operation ready; what stands in its way is a problem. */
  static Change of(
      Transformation.Operation operation,
      DatasetDefinition definition,
      SecretResolver secrets,
      Problems problems) {
    int index = definition.schema().indexOf(operation.column());
    Column column = definition.schema().columns().get(index);
    if (operation instanceof Transformation.Jsonata jsonata) {
      return computed(jsonata, column, problems);
    }
    if (operation instanceof Transformation.Mask mask) {
      return text(index, value -> mask(value, mask.keepLast()));
    }
    if (operation instanceof Transformation.Encrypt encrypt) {
      Secret secret =
          secret(encrypt.secret(), secrets, problems, Ciphertexts.KEY_BYTES, Ciphertexts.KEY_BYTES);
      SecureRandom random = new SecureRandom();
      return text(
          index,
          value -> Ciphertexts.encrypt(value, definition.id(), column.name(), secret, random));
    }
    String name = ((Transformation.Tokenise) operation).secret();
    Secret secret = secret(name, secrets, problems, Tokens.MIN_KEY_BYTES, Integer.MAX_VALUE);
    return text(index, value -> Tokens.of(value, secret));
  }

  private static Change computed(Transformation.Jsonata jsonata, Column column, Problems problems) {
    try {
      Expression expression = Expression.compile(jsonata.expression());
      return draft -> column.read(expression.evaluate(draft.json()));
    } catch (ExpressionException e) {
      problems.add("expression", String.valueOf(e.getMessage()));
      return draft -> null;
    }
  }

  private static Change text(int index, UnaryOperator<String> change) {
    return draft -> {
      Object value = draft.value(index);
      return value == null ? null : change.apply((String) value);
    };
  }

  /** A text that is no longer than what may stay is hidden whole: it would not be masked at all. */
  private static String mask(String text, int keepLast) {
    int characters = text.codePointCount(0, text.length());
    int hidden = characters > keepLast ? characters - keepLast : characters;
    return "*".repeat(hidden) + text.substring(text.offsetByCodePoints(0, hidden));
  }

  private static Secret secret(
      String name, SecretResolver secrets, Problems problems, int min, int max) {
    Optional<Secret> found = secrets.resolve(name);
    if (found.isEmpty()) {
      problems.add("secret", "there is no secret '" + name + "'; let the resolver find it");
      return new Secret("none", new byte[0]);
    }
    int length = found.get().bytes().length;
    if (length < min || length > max) {
      problems.add(
          "secret",
          "secret '%s' has %d bytes, must have %s%d"
              .formatted(name, length, min == max ? "" : "at least ", min));
    }
    return found.get();
  }
}
