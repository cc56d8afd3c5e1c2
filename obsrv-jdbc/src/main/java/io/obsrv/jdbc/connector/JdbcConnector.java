package io.obsrv.jdbc.connector;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Role;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Reads a table, or writes one; in H2 or PostgreSQL. Give it to {@code ObsrvBuilder.connector(…)}.
 * Immutable.
 *
 * <p>As a source it goes through the rows in the order of a column that increases, or of a time and
 * then of that column or of the table's primary key; rows without a value there are left out, and
 * counted nowhere. In mode {@code snapshot} it is done at the end of the table; in mode {@code
 * incremental} it waits for more. As a destination it puts and removes rows by key, and keeps its
 * position in the table {@code _obsrv_positions} beside them, in the same transaction.
 */
public final class JdbcConnector implements ConnectorProvider {
  static final String TABLE = "table";
  static final String SCHEMA = "schema";
  static final String ID = "id";
  static final String TIME = "time";
  static final String SETTLE = "settle";
  static final String MODE = "mode";
  static final String SNAPSHOT = "snapshot";

  private static final OptionSpec SCHEMA_SPEC =
      OptionSpec.optional(
          SCHEMA, "the table's schema; the one that connections begin with if it is left out");

  private final String type;
  private final Optional<DataSource> pool;

  /** The connector {@code jdbc}, whose definitions hold an address, a user, and a secret's name. */
  public JdbcConnector() {
    this("jdbc", Optional.empty());
  }

  private JdbcConnector(String type, Optional<DataSource> pool) {
    this.type = type;
    this.pool = pool;
  }

  /**
   * A connector on a database of the application.
   *
   * @param type the name by which definitions ask for it
   * @param pool lends the connections; never closed
   * @return the connector
   */
  public static JdbcConnector on(String type, DataSource pool) {
    return new JdbcConnector(type, Optional.of(pool));
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public ConnectorSpec spec() {
    List<OptionSpec> source =
        with(
            OptionSpec.required(TABLE, "the table to read"),
            SCHEMA_SPEC,
            OptionSpec.optional(
                ID,
                "a column that is unique, and increases within one time; the primary key if only the time is given. Alone, it must increase from commit to commit: what comes behind a higher one is not seen"),
            OptionSpec.optional(TIME, "the column that says when a row was changed"),
            OptionSpec.optional(
                    SETTLE, "how old a time must be, so that nothing can come before it")
                .duration(),
            OptionSpec.withDefault(MODE, "incremental", "whether it waits for more rows")
                .oneOf("incremental", SNAPSHOT));
    List<OptionSpec> destination =
        with(
            OptionSpec.required(TABLE, "the table to write, with the dataset's columns"),
            SCHEMA_SPEC);
    return ConnectorSpec.source(source, EnumSet.allOf(Capability.class))
        .and(ConnectorSpec.destination(destination));
  }

  @Override
  public Set<Capability> capabilities(Map<String, String> options) {
    return SNAPSHOT.equals(options.get(MODE))
        ? EnumSet.allOf(Capability.class)
        : EnumSet.of(Capability.REPLAYABLE, Capability.ORDERED);
  }

  @Override
  public List<Problem> problems(Role role, Map<String, String> options) {
    Problems problems = new Problems();
    Database.check(options, problems);
    if (role == Role.SOURCE) {
      checkOrder(options, problems);
    }
    return problems.list();
  }

  private static void checkOrder(Map<String, String> options, Problems problems) {
    boolean timed = options.containsKey(TIME);
    boolean snapshot = SNAPSHOT.equals(options.get(MODE));
    if (!timed && !options.containsKey(ID)) {
      problems.add(ID, "is missing, and so is '" + TIME + "': one of them must order the rows");
    }
    if (timed && snapshot) {
      problems.add(
          TIME, "is for mode 'incremental': a snapshot goes by '" + ID + "'. Leave it out");
    }
    if (options.containsKey(SETTLE) && !timed) {
      problems.add(SETTLE, "says how old '" + TIME + "' must be, which is missing");
    }
  }

  @Override
  public Source source(SourceContext context) {
    return new TableSource(new Database(pool, context), context);
  }

  @Override
  public Destination destination(DestinationContext context) {
    return new TableDestination(new Database(pool, context), context);
  }

  private List<OptionSpec> with(OptionSpec... own) {
    List<OptionSpec> options = new ArrayList<>(List.of(own));
    if (pool.isEmpty()) {
      options.addAll(Database.OPTIONS);
    }
    return options;
  }
}
