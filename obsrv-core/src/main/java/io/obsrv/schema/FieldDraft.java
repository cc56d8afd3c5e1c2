package io.obsrv.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Decides what one field becomes in the schema, and says what should be known about it. */
final class FieldDraft {
  private static final String QUARANTINED = "; those records will be quarantined";

  private final FieldStats field;
  private final Consumer<String> advice;
  private final TypeDraft type;
  private final NumberDraft numbers;
  private final TextDraft texts;

  FieldDraft(FieldStats field, boolean nullable, Consumer<String> advice) {
    this.field = field;
    this.advice = advice;
    this.type = new TypeDraft(nullable);
    this.numbers = new NumberDraft(type, advice);
    this.texts = new TextDraft(type, advice);
  }

  ObjectNode draft() {
    if (field.unstorable() > 0) {
      advice.accept(
          "%,d of %,d values hold U+0000, half a surrogate pair or more than 1,000 digits"
                  .formatted(field.unstorable(), field.values())
              + QUARANTINED);
    }
    return asTime().or(this::asNumber).orElseGet(this::asSeen);
  }

  private ObjectNode asSeen() {
    Set<ValueKind> kinds = field.counts().kinds();
    if (kinds.isEmpty()) {
      return texts.never();
    }
    if (kinds.stream().anyMatch(ValueKind::isContainer)) {
      return texts.json(field);
    }
    if (kinds.equals(Set.of(ValueKind.STRING))) {
      return texts.texts(field);
    }
    if (kinds.equals(Set.of(ValueKind.BOOLEAN))) {
      return type.of(ValueKind.BOOLEAN);
    }
    return kinds.stream().allMatch(ValueKind::isNumeric)
        ? numbers.seen(name(), field.numbers).orElseGet(() -> texts.mixed(field))
        : texts.mixed(field);
  }

  /** Empty if the user does not call the field a number, or is wrong. */
  private Optional<ObjectNode> asNumber() {
    if (!field.isNumericWanted()) {
      return Optional.empty();
    }
    if (field.values() == 0) {
      return Optional.of(type.of(ValueKind.NUMBER));
    }
    KindCounts counts = field.counts();
    long fitting =
        counts.of(ValueKind.INTEGER) + counts.of(ValueKind.NUMBER) + field.doubts.count();
    misfits("numbers", fitting, field.firstText());
    if (fitting == 0) {
      return Optional.empty();
    }
    NumberStats all = field.numbers.plus(field.doubts.numbers());
    return Optional.of(numbers.numbers(all).orElseGet(() -> numbers.decimals(all)));
  }

  /** Empty if the user does not call the field a time, or is wrong. */
  private Optional<ObjectNode> asTime() {
    if (field.times.isEmpty()) {
      return Optional.empty();
    }
    TimeStats times = field.times.get();
    Optional<TimeFormat> best = times.best(field.values());
    String expected = best.map(TimeFormat::expected).orElse("a time");
    misfits(expected, times.fitting(best), times.firstOther(best));
    return best.map(this::time);
  }

  private ObjectNode time(TimeFormat format) {
    ObjectNode node = type.of(format.isEpoch() ? ValueKind.INTEGER : ValueKind.STRING);
    return node.put(format.isPattern() ? ColumnKeywords.TIME_PATTERN : "format", format.name());
  }

  private void misfits(String expected, long fitting, Optional<Sighting> first) {
    long misfits = field.values() - fitting;
    if (misfits > 0) {
      advice.accept(
          "%,d of %,d values are not %s%s%s"
              .formatted(
                  misfits,
                  field.values(),
                  expected,
                  first.map(value -> ", the first is " + value).orElse(""),
                  fitting == 0 ? "" : QUARANTINED));
    }
  }

  private String name() {
    return field.path.get(field.path.size() - 1);
  }
}
