package io.obsrv.jdbc.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.ConnectorContext;
import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.OptionSpec;
import io.obsrv.error.Problems;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where one source or destination gets its connections, and its words for failures.
 *
 * @param pool lends connections, if there is one
 * @param context knows the address otherwise
 */
record Database(Optional<DataSource> pool, ConnectorContext context) {
  private static final String URL = "url";
  private static final String USER = "user";
  private static final String PASSWORD = "password";

  static final List<OptionSpec> OPTIONS =
      List.of(
          OptionSpec.required(URL, "the database's address, without a password")
              .checkedBy(
                  url ->
                      url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:")
                          ? Optional.empty()
                          : Optional.of("must begin with jdbc:h2: or jdbc:postgresql:")),
          OptionSpec.optional(USER, "who connects"),
          OptionSpec.optional(PASSWORD, "the name of the user's password").secret());

  private static final Pattern HAS_PASSWORD = Pattern.compile("(?i)[;?&](ssl)?password\\s*=");

  /** Definitions are published; the message does not repeat what it found. */
  static void check(Map<String, String> options, Problems problems) {
    if (HAS_PASSWORD.matcher(options.getOrDefault(URL, "")).find()) {
      problems.add(
          URL,
          "has a password, which everybody who sees the definition could read. Take it out of the address, give it to the SecretResolver, and set option '"
              + PASSWORD
              + "' to its name");
    }
  }

  /** To be given back. */
  Lent connect() throws SQLException {
    return Lent.of(pool.isPresent() ? pool.get().getConnection() : connectToAddress());
  }

  private Connection connectToAddress() throws SQLException {
    Properties properties = new Properties();
    context.find(USER).ifPresent(user -> properties.setProperty("user", user));
    context
        .findSecret(PASSWORD)
        .ifPresent(secret -> properties.setProperty("password", new String(secret.bytes(), UTF_8)));
    return DriverManager.getConnection(context.option(URL), properties);
  }

  /** What was under way when somebody closed it comes again. */
  ConnectorException closed(@Nullable SQLException e) {
    return ConnectorException.retryable("%s was closed.".formatted(context.subject()), e);
  }

  /** Names and rights are for people to correct; everything else may pass. */
  ConnectorException failure(String task, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message =
        "%s cannot %s '%s': the database answered '%s' (SQLState %s)."
            .formatted(
                context.subject(),
                task,
                TableName.of(context),
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                state);
    return state.startsWith("42") || state.startsWith("28")
        ? ConnectorException.fatal(message + " Correct the names or the rights, then start it.", e)
        : ConnectorException.retryable(message, e);
  }
}
