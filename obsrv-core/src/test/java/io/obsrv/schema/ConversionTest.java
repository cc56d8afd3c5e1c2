package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {
  private static final List<String> KEYWORDS =
      List.of(
          "'type':'string'",
          "'type':'integer'",
          "'type':'number'",
          "'type':'number','x-precision':12,'x-scale':2",
          "'type':'number','x-precision':30,'x-scale':4",
          "'type':'boolean'",
          "'type':'string','format':'date-time'",
          "'type':'string','format':'local-date-time'",
          "'type':'string','format':'iso-8601'",
          "'type':'string','x-time-pattern':'dd.MM.yyyy HH:mm'",
          "'type':'integer','format':'epoch-millis'",
          "'type':'integer','format':'epoch-seconds'",
          "'type':'string','format':'date'",
          "'type':'array'");

  private static Column column(String keywords) {
    String document = "{'type':'object','properties':{'a':{%s}}}".formatted(keywords);
    return Schema.parse(document.replace('\'', '"')).columns().get(0);
  }

  private static Conversion conversion(String from, String to) {
    return Conversion.between(column(from), column(to)).orElseThrow();
  }

  private static Object read(Column column, String json) throws UnreadableValueException {
    JsonNode node = JsonText.parse(json.replace('\'', '"'));
    return Optional.ofNullable(column.read(node)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'integer' | 7 | 'type':'number','x-precision':25,'x-scale':2 | 7.00",
        "'type':'integer' | 9007199254740992 | 'type':'number' | 9007199254740992",
        "'type':'integer' | 7 | 'type':'string' | '7'",
        "'type':'number' | 7.0 | 'type':'integer' | 7",
        "'type':'number' | 0.1 | 'type':'number','x-precision':12,'x-scale':2 | 0.10",
        "'type':'number' | 1e300 | 'type':'string' | '1.0E300'",
        "'type':'number','x-precision':12,'x-scale':2 | 1.5 | 'type':'string' | '1.50'",
        "'type':'number','x-precision':12,'x-scale':2 | 1.5 | 'type':'number' | 1.5",
        "'type':'number','x-precision':12,'x-scale':2 | 3 | 'type':'integer' | 3",
        "'type':'boolean' | true | 'type':'string' | 'true'",
        "'type':'string' | ' True ' | 'type':'boolean' | true",
        "'type':'string' | '+7.50' | 'type':'number','x-precision':5,'x-scale':1 | 7.5",
        "'type':'string' | '1e3' | 'type':'integer' | 1000",
        "'type':'string' | '2018-02-06' | 'type':'string','format':'date' | '2018-02-06'",
        "'type':'string' | '7' | 'type':'array' | '7'",
        "'type':'string','format':'date' | '2018-02-06' | 'type':'string','format':'date-time' | '2018-02-06T00:00:00Z'",
        "'type':'string','format':'date-time' | '2018-02-06T01:00:00+01:00' | 'type':'string','format':'date' | '2018-02-06'",
        "'type':'string','format':'local-date-time' | '2018-02-06 10:00:00' | 'type':'string' | '2018-02-06T10:00:00'",
        "'type':'string','x-time-pattern':'dd.MM.yyyy HH:mm' | '06.02.2018 10:00' | 'type':'string' | '06.02.2018 10:00'",
        "'type':'integer','format':'epoch-millis' | 1517966773840 | 'type':'string' | '1517966773840'",
        "'type':'integer','format':'epoch-millis' | 1517966773840 | 'type':'integer' | 1517966773840",
        "'type':'integer' | 1517966773 | 'type':'integer','format':'epoch-seconds' | 1517966773",
        "'type':'array' | 'x' | 'type':'string' | 'x'",
        "'type':'array' | 7 | 'type':'integer' | 7",
      })
  void values_become_what_the_new_column_reads(String from, String value, String to, String result)
      throws UnreadableValueException {
    Object converted = conversion(from, to).convert(read(column(from), value));
    assertThat(converted).isEqualTo(read(column(to), result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'integer' | 9007199254740993 | 'type':'number' | '9007199254740993' has more digits than the 64 bits of a number",
        "'type':'integer' | 1000 | 'type':'number','x-precision':3 | '1000' does not fit decimal(3, 0)",
        "'type':'number' | 7.5 | 'type':'integer' | '7.5' is not an integer",
        "'type':'number' | 1e300 | 'type':'integer' | '1.0E+300' does not fit the 64 bits of an integer",
        "'type':'number' | 0.125 | 'type':'number','x-precision':12,'x-scale':2 | '0.125' does not fit decimal(12, 2)",
        "'type':'string' | '7 apples' | 'type':'integer' | '\"7 apples\"' is not an integer",
        "'type':'string' | 'yes' | 'type':'boolean' | '\"yes\"' is not true or false",
        "'type':'string' | '06.02.2018' | 'type':'string','format':'date' | '06.02.2018' is not a date such as 2018-02-06",
        "'type':'string','format':'date-time' | '2018-02-06T01:00:00Z' | 'type':'string','format':'date' | '2018-02-06T01:00:00Z' is not the start of a day in UTC",
        "'type':'array' | [1] | 'type':'string' | '[1]' is not a string",
        "'type':'array' | '7' | 'type':'integer' | '\"7\"' is not an integer",
      })
  void values_that_do_not_fit_are_refused(String from, String value, String to, String message)
      throws UnreadableValueException {
    Object old = read(column(from), value);
    assertThatThrownBy(() -> conversion(from, to).convert(old))
        .isInstanceOf(UnreadableValueException.class)
        .hasMessage(message);
  }

  @Test
  void an_instant_too_fine_for_the_old_format_is_still_written_whole()
      throws UnreadableValueException {
    Instant fine = Instant.parse("2018-02-06T10:00:00.123456Z");
    String millis = "'type':'integer','format':'epoch-millis'";
    assertThat(conversion(millis, "'type':'string'").convert(fine))
        .isEqualTo("2018-02-06T10:00:00.123456Z");
    assertThatThrownBy(() -> conversion(millis, "'type':'integer'").convert(fine))
        .hasMessage("'\"2018-02-06T10:00:00.123456Z\"' is not an integer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'type':'boolean' | 'type':'integer'",
        "'type':'number' | 'type':'boolean'",
        "'type':'boolean' | 'type':'string','format':'date'",
        "'type':'string','format':'date' | 'type':'integer'",
        "'type':'integer' | 'type':'string','format':'date-time'",
        "'type':'string','format':'local-date-time' | 'type':'number'",
      })
  void types_that_have_nothing_to_do_with_each_other_have_none(String from, String to) {
    assertThat(Conversion.between(column(from), column(to))).isEmpty();
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void a_widening_never_fails_and_its_way_back_is_exact(
      @ForAll("values") Tuple2<String, Object> value, @ForAll("keywords") String to)
      throws UnreadableValueException {
    Optional<Conversion> wider = Conversion.between(column(value.get1()), column(to));
    if (wider.isEmpty() || !wider.get().isTotal()) {
      return;
    }
    Object converted = wider.get().convert(value.get2());
    assertThat(converted).isInstanceOf(column(to).type().javaType());
    assertThat(conversion(to, value.get1()).convert(converted))
        .as("%s of %s by way of %s as %s", value.get2(), value.get1(), converted, to)
        .isEqualTo(value.get2());
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void what_is_converted_can_be_converted_back_or_was_read_from_text(
      @ForAll("values") Tuple2<String, Object> value, @ForAll("keywords") String to) {
    Optional<Conversion> conversion = Conversion.between(column(value.get1()), column(to));
    if (conversion.isEmpty() || column(value.get1()).type() == ColumnType.STRING) {
      return;
    }
    Object converted;
    try {
      converted = conversion.get().convert(value.get2());
    } catch (UnreadableValueException e) {
      return;
    }
    assertThat(converted).isInstanceOf(column(to).type().javaType());
    if (column(value.get1()).type() != ColumnType.JSON) {
      assertThat(back(to, value.get1(), converted))
          .as("%s of %s by way of %s as %s", value.get2(), value.get1(), converted, to)
          .isEqualTo(value.get2());
    }
  }

  private static Object back(String to, String from, Object converted) {
    try {
      return Optional.ofNullable(conversion(to, from).convert(converted)).orElseThrow();
    } catch (UnreadableValueException e) {
      throw new AssertionError("what was converted is refused on the way back", e);
    }
  }

  @Test
  void null_stays_null_in_every_pair() throws UnreadableValueException {
    for (String from : KEYWORDS) {
      for (String to : KEYWORDS) {
        Optional<Conversion> conversion = Conversion.between(column(from), column(to));
        if (conversion.isPresent()) {
          assertThat(conversion.get().convert(null)).isNull();
        }
      }
    }
  }

  @Test
  void of_a_column_into_one_of_its_kind_is_the_identity() {
    assertThat(KEYWORDS).allMatch(keywords -> conversion(keywords, keywords).isIdentity());
    assertThat(KEYWORDS).allMatch(keywords -> conversion(keywords, keywords).isTotal());
  }

  @Provide
  Arbitrary<String> keywords() {
    return Arbitraries.of(KEYWORDS);
  }

  /** As the column would have read them. */
  @Provide
  Arbitrary<Tuple2<String, Object>> values() {
    return keywords()
        .flatMap(
            keywords ->
                arbitrary(column(keywords)).map(value -> Tuple.of(keywords, (Object) value)));
  }

  private static Arbitrary<?> arbitrary(Column column) {
    return switch (column.type()) {
      case STRING -> JsonArbitraries.storableTexts();
      case INTEGER -> Arbitraries.longs();
      case NUMBER -> Arbitraries.doubles().ofScale(12).map(number -> number == 0 ? 0.0 : number);
      case DECIMAL ->
          Arbitraries.longs()
              .between(-999_999_999_999L, 999_999_999_999L)
              .map(
                  unscaled ->
                      BigDecimal.valueOf(unscaled, column.precision().orElseThrow().scale()));
      case BOOLEAN -> Arbitraries.of(true, false);
      case TIMESTAMP -> instants(column.timeFormat().orElseThrow());
      case DATE ->
          Arbitraries.longs()
              .between(LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay())
              .map(LocalDate::ofEpochDay);
      case JSON ->
          JsonArbitraries.values(JsonArbitraries.storableTexts())
              .filter(json -> !json.isNull() && StorableNumber.violations(json).isEmpty());
    };
  }

  private static Arbitrary<Instant> instants(TimeFormat format) {
    ChronoUnit unit =
        format.isPattern()
            ? ChronoUnit.MINUTES
            : format.equals(TimeFormat.EPOCH_SECONDS)
                ? ChronoUnit.SECONDS
                : format.equals(TimeFormat.EPOCH_MILLIS) ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
    return Arbitraries.longs()
        .between(
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli())
        .map(millis -> Instant.ofEpochMilli(millis).plusNanos(123_456).truncatedTo(unit));
  }

  @Test
  void classes_of_changes_are_ordered_by_weight() {
    assertThat(Arrays.stream(ChangeClass.values()).map(ChangeClass::label))
        .containsExactly("safe", "data-verified", "rebuild", "breaking");
    assertThat(ChangeClass.SAFE.and(ChangeClass.REBUILD)).isEqualTo(ChangeClass.REBUILD);
    assertThat(ChangeClass.BREAKING.and(ChangeClass.SAFE)).isEqualTo(ChangeClass.BREAKING);
  }
}
