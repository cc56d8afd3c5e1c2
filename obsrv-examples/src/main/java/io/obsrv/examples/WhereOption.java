package io.obsrv.examples;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Schema;
import io.obsrv.table.Condition;
import io.obsrv.table.FieldCondition;
import io.obsrv.table.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The option {@code --where}: a field, an operator and a value. Fields may hold anything, so they
 * are known by the schema.
 */
final class WhereOption {
  private static final Pattern OPERATION =
      Pattern.compile("\\s*(!=|<=|>=|=|<|>)(?![=<>])\\s*(.+?)\\s*", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("'(.*)'|\"(.*)\"", Pattern.DOTALL);

  private static final Pattern FRACTION =
      Pattern.compile("[+-]?\\d{0,20}\\.\\d{0,20}[1-9]\\d{0,20}");

  private WhereOption() {}

  static Condition parse(String text, Schema schema) {
    String condition = text.strip();
    Optional<String> field =
        schema.columns().stream()
            .flatMap(column -> Stream.of(column.name(), FieldsOption.nameInFile(column)))
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
    Column column = FieldsOption.column(field.get(), schema).orElseThrow();
    String value = operation.group(2);
    return value.equals("null")
        ? nothing(text, column.name(), operator)
        : comparison(column, operator, unquoted(value));
  }

  private static Condition nothing(String text, String field, Operator operator) {
    return switch (operator) {
      case EQUAL -> Condition.field(field).isNull();
      case NOT_EQUAL -> Condition.field(field).isNotNull();
      default ->
          throw new UsageException(
              "--where '%s' compares with null, which is neither less nor greater; use = or !=, or quotes around the text \"null\"."
                  .formatted(text));
    };
  }

  /** Between two integers lies no other, so the next one will do. */
  private static Condition comparison(Column column, Operator operator, String value) {
    FieldCondition field = Condition.field(column.name());
    if (column.type() != ColumnType.INTEGER || !FRACTION.matcher(value).matches()) {
      return field.is(operator, value);
    }
    BigDecimal number = new BigDecimal(value);
    return switch (operator) {
      case GREATER, AT_LEAST -> field.atLeast(number.setScale(0, RoundingMode.CEILING));
      case LESS, AT_MOST -> field.atMost(number.setScale(0, RoundingMode.FLOOR));
      case EQUAL, NOT_EQUAL -> field.is(operator, value);
    };
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    return quoted.matches() ? Optional.ofNullable(quoted.group(1)).orElse(quoted.group(2)) : value;
  }
}
