package io.obsrv.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionSpecTest {
  private static final SecretResolver SECRETS =
      name ->
          name.equals("db")
              ? Optional.of(new Secret("k1", "hush".getBytes(UTF_8)))
              : Optional.empty();

  @Test
  void a_whole_number_must_lie_in_its_range() {
    OptionSpec port = OptionSpec.required("port", "where").integer(1, 65_535);

    assertThat(port.problem("1")).isEmpty();
    assertThat(port.problem("65535")).isEmpty();
    for (String bad :
        new String[] {"0", "65536", "-1", "1.5", "", "port", "99999999999999999999"}) {
      assertThat(port.problem(bad)).as(bad).contains("must be an integer of 1 to 65535");
    }
  }

  @Test
  void a_flag_is_true_or_false() {
    OptionSpec flag = OptionSpec.optional("header", "whether there is one").flag();

    assertThat(flag.problem("true")).isEmpty();
    assertThat(flag.problem("false")).isEmpty();
    assertThat(flag.problem("TRUE")).contains("must be true or false");
  }

  @Test
  void a_duration_is_written_as_in_iso_8601_and_longer_than_zero() {
    OptionSpec every = OptionSpec.optional("every", "how often").duration();

    assertThat(every.problem("PT15M")).isEmpty();
    for (String bad : new String[] {"PT0S", "-PT1S", "15 minutes"}) {
      assertThat(every.problem(bad))
          .as(bad)
          .contains("must be an ISO 8601 duration longer than zero, for example PT15M");
    }
  }

  @Test
  void a_choice_is_one_of_its_words() {
    OptionSpec mode = OptionSpec.optional("mode", "how to read").oneOf("snapshot", "incremental");

    assertThat(mode.problem("snapshot")).isEmpty();
    assertThat(mode.problem("all")).contains("must be one of snapshot, incremental");
  }

  @Test
  void an_option_can_be_held_to_more_than_its_type() {
    OptionSpec even =
        OptionSpec.required("n", "any even number")
            .integer(0, 10)
            .checkedBy(
                value ->
                    Integer.parseInt(value) % 2 == 0
                        ? Optional.empty()
                        : Optional.of("must be even"));

    assertThat(even.problem("4")).isEmpty();
    assertThat(even.problem("3")).contains("must be even");
    assertThat(even.problem("three")).contains("must be an integer of 0 to 10");
  }

  @Test
  void a_default_that_the_option_does_not_take_is_refused_at_once() {
    OptionSpec port = OptionSpec.withDefault("port", "0", "where");

    assertThatThrownBy(() -> port.integer(1, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("default '0' of option 'port' must be an integer of 1 to 5");
  }

  @Test
  void options_are_read_as_their_types() {
    SourceContext context =
        context(Map.of("n", "5", "on", "true", "every", "PT1H", "password", "db"));

    assertThat(context.integer("n")).isEqualTo(5);
    assertThat(context.flag("on")).isTrue();
    assertThat(context.duration("every")).isEqualTo(Duration.ofHours(1));
    assertThat(context.secret("password").bytes()).isEqualTo("hush".getBytes(UTF_8));
    assertThat(context.secret("password").toString()).doesNotContain("hush");
    assertThat(context.findSecret("other")).isEmpty();
  }

  @Test
  void a_secret_that_nobody_knows_is_told_by_the_name_of_its_option() {
    assertThatThrownBy(() -> context(Map.of("password", "hr")).secret("password"))
        .isInstanceOf(ConnectorException.class)
        .hasMessage(
            "Source 'feed' of dataset 'quakes' cannot be opened: its option 'password' names the"
                + " secret 'hr', which the SecretResolver does not know. Add it there, or correct the"
                + " name.");
  }

  private static SourceContext context(Map<String, String> options) {
    return new SourceContext(
        new DatasetId("quakes"), "feed", 1 << 20, options, SECRETS, Clock.systemUTC());
  }
}
