package io.obsrv.jdbc.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Destination;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2AddressTest extends AddressContract {
  private final JdbcDataSource database = new JdbcDataSource();

  H2AddressTest() {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    database.setUser("owner");
    database.setPassword("other");
  }

  @BeforeEach
  void createUser() {
    Databases.execute(
        database,
        "create user \"%s\" password '%s' admin"
            .formatted(USER.toUpperCase(Locale.ROOT), PASSWORD.replace("'", "''")));
  }

  @Override
  DataSource database() {
    return database;
  }

  @Override
  String url() {
    return database.getURL();
  }

  @Override
  List<String> jsonTypes() {
    return List.of("json", "varchar(100)", "character large object");
  }

  @Test
  void a_wrong_password_is_for_a_person_to_correct_and_is_not_told() {
    try (Destination destination = destination("Out", knowing("guessed"))) {
      assertThatThrownBy(destination::position)
          .isInstanceOfSatisfying(
              ConnectorException.class, e -> assertThat(e.isRetryable()).isFalse())
          .hasMessageContaining("Destination 'out' of dataset 'orders' cannot ")
          .hasMessageContaining("SQLState 28000")
          .hasMessageNotContaining("guessed");
    }
  }
}
