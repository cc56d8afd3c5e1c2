package io.obsrv.event;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.policy.QualityRule;
import io.obsrv.schema.KeyText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A rule that values must be unique, made ready for rows.
 *
 * @param name the rule's name
 * @param columns names of the columns that must be unique together
 * @param indexes their positions
 */
public record UniqueRule(String name, List<String> columns, List<Integer> indexes) {
  /** Copies the lists. */
  public UniqueRule {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }

  /**
   * A rule made ready.
   *
   * @param rule the rule
   * @param schema whose rows it is for
   * @return empty if the rule does not ask for unique values
   */
  public static Optional<UniqueRule> of(QualityRule rule, Schema schema) {
    return rule.test() instanceof QualityRule.Unique unique
        ? Optional.of(
            new UniqueRule(
                rule.name(),
                unique.columns(),
                unique.columns().stream().map(schema::indexOf).toList()))
        : Optional.empty();
  }

  /**
   * All such rules of a dataset.
   *
   * @param definition the dataset
   * @return the rules in their order
   */
  public static List<UniqueRule> all(DatasetDefinition definition) {
    return definition.rules().stream().flatMap(r -> of(r, definition.schema()).stream()).toList();
  }

  /**
   * What a row asks for.
   *
   * @param values the row's values by position
   * @return the claim; empty if one of the values is null
   */
  public Optional<Claim> claim(IntFunction<? extends @Nullable Object> values) {
    List<Object> found = new ArrayList<>();
    for (int index : indexes) {
      Object value = values.apply(index);
      if (value == null) {
        return Optional.empty();
      }
      found.add(value);
    }
    return Optional.of(new Claim(name, KeyText.of(found)));
  }

  /**
   * What a row asks for.
   *
   * @param row the row
   * @return the claim; empty if one of the values is null
   */
  public Optional<Claim> claim(Row row) {
    return claim(row::value);
  }

  /**
   * Tells apart rules whose claims would differ.
   *
   * @return equal for rules of one name and the same columns
   */
  public String marker() {
    List<String> parts = new ArrayList<>(List.of("unique", name));
    parts.addAll(columns);
    return KeyText.of(parts);
  }
}
