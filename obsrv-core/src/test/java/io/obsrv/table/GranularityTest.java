package io.obsrv.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GranularityTest {
  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2018-02-06T23:59:59.999Z, UTC, 2018-02-06T23:59:00Z",
    "HOUR, 2018-02-06T23:59:59Z, UTC, 2018-02-06T23:00:00Z",
    "HOUR, 2018-02-06T23:59:59Z, Asia/Kolkata, 2018-02-06T23:30:00Z",
    "DAY, 2018-02-06T23:59:59Z, UTC, 2018-02-06T00:00:00Z",
    "DAY, 2018-02-06T23:59:59Z, Asia/Kolkata, 2018-02-06T18:30:00Z",
    "DAY, 2018-02-06T18:29:59Z, Asia/Kolkata, 2018-02-05T18:30:00Z",
    "WEEK, 2018-02-11T23:59:59Z, UTC, 2018-02-05T00:00:00Z",
    "WEEK, 2018-02-12T00:00:00Z, UTC, 2018-02-12T00:00:00Z",
    "WEEK, 2018-01-01T00:00:00Z, America/New_York, 2017-12-25T05:00:00Z",
    "MONTH, 2018-02-28T23:59:59Z, UTC, 2018-02-01T00:00:00Z",
    "YEAR, 2018-02-06T23:59:59Z, UTC, 2018-01-01T00:00:00Z",
    "YEAR, 1969-12-31T23:59:59Z, UTC, 1969-01-01T00:00:00Z",
  })
  void an_instant_belongs_to_the_bucket_of_its_zone(
      Granularity granularity, Instant instant, ZoneId zone, Instant start) {
    assertThat(granularity.start(instant, zone)).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-03-25T00:00:00Z, 2018-03-24T23:00:00Z",
    "2018-03-25T21:59:59Z, 2018-03-24T23:00:00Z",
    "2018-03-25T22:00:00Z, 2018-03-25T22:00:00Z",
    "2018-10-27T22:00:00Z, 2018-10-27T22:00:00Z",
    "2018-10-28T22:59:59Z, 2018-10-27T22:00:00Z",
    "2018-10-28T23:00:00Z, 2018-10-28T23:00:00Z",
  })
  void days_have_23_or_25_hours_when_the_clock_changes(Instant instant, Instant start) {
    assertThat(Granularity.DAY.start(instant, ZoneId.of("Europe/Berlin"))).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-10-28T00:30:00Z, 2018-10-28T00:00:00Z",
    "2018-10-28T01:30:00Z, 2018-10-28T01:00:00Z",
  })
  void the_hour_that_the_clock_shows_twice_is_two_buckets(Instant instant, Instant start) {
    assertThat(Granularity.HOUR.start(instant, ZoneId.of("Europe/Berlin"))).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-11-04T03:00:00Z, 2018-11-04T03:00:00Z",
    "2018-11-04T02:59:59Z, 2018-11-03T03:00:00Z",
  })
  void a_day_whose_midnight_the_clock_leaves_out_begins_later(Instant instant, Instant start) {
    assertThat(Granularity.DAY.start(instant, ZoneId.of("America/Sao_Paulo"))).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "MINUTE, 2018-02-06", "HOUR, 2018-02-06", "DAY, 2018-02-06",
    "WEEK, 2018-02-05", "MONTH, 2018-02-01", "YEAR, 2018-01-01",
  })
  void a_date_belongs_to_a_bucket_of_days(Granularity granularity, LocalDate start) {
    assertThat(granularity.start(LocalDate.of(2018, 2, 6))).isEqualTo(start);
  }

  @Property
  void a_bucket_begins_no_later_than_what_it_holds_and_is_its_own_start(
      @ForAll Granularity granularity,
      @ForAll @From("instants") Instant instant,
      @ForAll @From("zones") ZoneId zone) {
    Instant start = granularity.start(instant, zone);
    assertThat(start).isBeforeOrEqualTo(instant);
    assertThat(granularity.start(start, zone)).isEqualTo(start);
  }

  @Test
  void a_bucket_of_which_the_start_was_left_out_begins_where_the_clock_went_on() {
    ZoneId zone = ZoneId.of("America/Sao_Paulo");
    // From 00:00:00 the clocks went to 00:06:28.
    Instant on = Instant.parse("1914-01-01T03:06:28Z");

    assertThat(Granularity.MINUTE.start(on.plusSeconds(7), zone)).isEqualTo(on);
    assertThat(Granularity.MINUTE.start(on, zone)).isEqualTo(on);
    assertThat(Granularity.MINUTE.next(on, zone)).isEqualTo(Instant.parse("1914-01-01T03:07:00Z"));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(-2_000_000_000L, 4_000_000_000L).map(Instant::ofEpochSecond);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Pacific/Apia",
            "America/Sao_Paulo",
            "+05:45")
        .map(ZoneId::of);
  }
}
