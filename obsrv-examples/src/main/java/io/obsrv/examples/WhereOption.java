package io.obsrv.examples;

import io.obsrv.schema.Column;
import io.obsrv.schema.Schema;
import io.obsrv.table.Condition;
import io.obsrv.table.Operator;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The option {@code --where}: a field, an operator and a value. Fields may hold anything, so they
 * are known by the schema.
 */
final class WhereOption {
  private static final Pattern OPERATION =
      Pattern.compile("\\s*(!=|<=|>=|=|<|>)(?![=<>])\\s*(.+?)\\s*", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("'(.*)'|\"(.*)\"", Pattern.DOTALL);

  private WhereOption() {}

  static Condition parse(String text, Schema schema) {
    String condition = text.strip();
    Optional<String> field =
        schema.columns().stream()
            .map(Column::name)
            .filter(condition::startsWith)
            .filter(name -> OPERATION.matcher(condition.substring(name.length())).matches())
            .max(Comparator.comparingInt(String::length));
    if (field.isEmpty()) {
      throw new UsageException(
          "--where '%s' must be a field, one of = != < <= > >= and a value; fields are %s."
              .formatted(text, schema.columnNames()));
    }
    Matcher operation = OPERATION.matcher(condition.substring(field.get().length()));
    if (!operation.matches()) {
      throw new IllegalStateException("matched before");
    }
    Operator operator = Operator.of(operation.group(1)).orElseThrow();
    return Condition.field(field.get()).is(operator, unquoted(operation.group(2)));
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    return quoted.matches() ? Optional.ofNullable(quoted.group(1)).orElse(quoted.group(2)) : value;
  }
}
