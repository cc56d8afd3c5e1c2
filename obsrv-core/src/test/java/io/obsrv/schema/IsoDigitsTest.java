package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDigitsTest {
  /** A day from the ends of the years 1 to 9999, so that no offset leaves them. */
  private static final long FIRST = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();

  private static final long LAST = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();

  @Property
  void reads_what_the_formatters_write(
      @ForAll("instants") Instant instant, @ForAll("offsets") ZoneOffset offset) {
    OffsetDateTime time = instant.atOffset(offset);

    assertThat(IsoDigits.withOffset(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
        .isEqualTo(instant);
    assertThat(IsoDigits.date(time.toLocalDate().toString())).isEqualTo(time.toLocalDate());
  }

  @Property(tries = 5_000)
  void reads_nothing_that_the_formatters_refuse_and_nothing_else_from_it(
      @ForAll("likely") String text) {
    Instant read = IsoDigits.withOffset(text);
    LocalDate date = IsoDigits.date(text);

    Statistics.label("time")
        .collect(read != null)
        .coverage(c -> c.check(true).percentage(p -> p > 5));
    if (read != null) {
      assertThat(expected(text)).contains(read);
    }
    if (date != null) {
      assertThat(date).isEqualTo(LocalDate.parse(text));
    }
  }

  @Test
  void reads_the_shortest_and_the_longest_form() {
    assertThat(IsoDigits.withOffset("2018-02-06T23:59:00Z")).isEqualTo("2018-02-06T23:59:00Z");
    assertThat(IsoDigits.withOffset("2018-02-06 23:59:01.123456789-17:59"))
        .isEqualTo("2018-02-07T17:58:01.123456789Z");
    assertThat(IsoDigits.withOffset("2018-02-06T23:59:01.5+01:30"))
        .isEqualTo("2018-02-06T22:29:01.5Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2018",
        "2018-02-30",
        "2018-13-01",
        "2018-00-10",
        "2018-1-01x",
        "20180206xx",
        "+018-01-01"
      })
  void leaves_other_dates_alone(String text) {
    assertThat(IsoDigits.date(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2018-02-06T23:59Z",
        "2018-02-06T23:59:00",
        "2018-02-06T23:59:00.Z",
        "2018-02-06T23:59:00.1234567890Z",
        "2018-02-06T23:59:60Z",
        "2018-02-06T24:00:00Z",
        "2018-02-30T10:00:00Z",
        "2018-02-06T10:00:00+18:00",
        "2018-02-06T10:00:00+01",
        "2018-02-06T10:00:00+0100",
        "2018-02-06T10:00:00z",
        "2018-02-06t10:00:00Z",
        "2018-02-06T10:00:00+1:000",
        "2018-02-06T10:00:00Z ",
        "12018-02-06T10:00:00Z"
      })
  void leaves_other_times_alone(String text) {
    assertThat(IsoDigits.withOffset(text)).isNull();
  }

  private static Optional<Instant> expected(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(FIRST, LAST),
            Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers().between(0, 999_999_999)))
        .as(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<ZoneOffset> offsets() {
    return Arbitraries.integers()
        .between(-17 * 60 - 59, 17 * 60 + 59)
        .map(minutes -> ZoneOffset.ofTotalSeconds(minutes * 60));
  }

  /** Times with up to two characters changed. */
  @Provide
  Arbitrary<String> likely() {
    Arbitrary<String> right =
        Combinators.combine(instants(), offsets())
            .as((instant, offset) -> instant.atOffset(offset).toString());
    Arbitrary<Character> character =
        Arbitraries.of("0123456789-+:.TZ tz\u0660".chars().mapToObj(c -> (char) c).toList());
    return Combinators.combine(
            right,
            Arbitraries.integers().between(0, 30),
            character,
            Arbitraries.integers().between(0, 2))
        .as(
            (text, at, c, how) ->
                at >= text.length() || how == 0
                    ? text
                    : text.substring(0, at) + c + text.substring(at + how - 1));
  }
}
