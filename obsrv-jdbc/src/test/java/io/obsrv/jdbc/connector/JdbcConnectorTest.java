package io.obsrv.jdbc.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Fixtures;
import io.obsrv.connector.Connectors;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.policy.ConnectorConfig;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcConnectorTest {
  private static final String URL = "jdbc:postgresql://host/db";

  private static List<Problem> problems(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(Map.of("url", URL, "table", "orders"));
    options.putAll(more);
    DatasetDefinition definition =
        Fixtures.numbered("orders").source("feed", ConnectorConfig.of("jdbc", options)).build();
    Problems problems = new Problems();
    new Connectors(List.of(new JdbcConnector()), name -> Optional.empty(), Clock.systemUTC())
        .check(definition, problems);
    return problems.list();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:tcp://host/db;PASSWORD=hidden",
        "jdbc:postgresql://host/db?user=a&password=hidden",
        "jdbc:postgresql://host/db?sslpassword=hidden"
      })
  void an_address_with_a_password_is_refused_and_not_repeated(String url) {
    assertThat(problems(Map.of("url", url, "id", "id")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("sources/feed/url");
              assertThat(problem.message())
                  .isEqualTo(
                      "has a password, which everybody who sees the definition could read. Take it out of the address, give it to the SecretResolver, and set option 'password' to its name");
            });
  }

  @Test
  void options_that_would_have_no_effect_are_refused() {
    assertThat(problems(Map.of("id", "id", "settle", "PT1M")))
        .containsExactly(
            new Problem("sources/feed/settle", "says how old 'time' must be, which is missing"));
    assertThat(problems(Map.of("id", "id", "time", "at", "mode", "snapshot")))
        .containsExactly(
            new Problem(
                "sources/feed/time",
                "is for mode 'incremental': a snapshot goes by 'id'. Leave it out"));
  }

  @Test
  void rows_are_ordered_by_an_id_or_a_time_or_both() {
    assertThat(problems(Map.of()))
        .containsExactly(
            new Problem(
                "sources/feed/id",
                "is missing, and so is 'time': one of them must order the rows"));
    assertThat(problems(Map.of("id", "id"))).isEmpty();
    assertThat(problems(Map.of("time", "at"))).isEmpty();
    assertThat(problems(Map.of("id", "id", "time", "at", "settle", "PT1M"))).isEmpty();
  }
}
