package io.obsrv.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL server, started once per JVM on a free port of its own. What it has committed
 * is on the disk, as it is where it matters. A database that is given back is emptied and used
 * again, since making and dropping one takes a while then. For many threads.
 */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Queue<String> EMPTY = new ConcurrentLinkedQueue<>();

  private TestPostgres() {}

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(2))
            .setServerConfig("max_connections", "300")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An empty database. */
  public static String database() {
    String empty = EMPTY.poll();
    if (empty != null) {
      return empty;
    }
    String name = "test" + DATABASES.incrementAndGet();
    execute("postgres", "create database " + name);
    return name;
  }

  /** Ends whatever is done in a database, and takes everything out of it. */
  public static void drop(String database) {
    endSessions(database);
    execute(
        database,
        """
        do $$
        declare space text;
        begin
          for space in select nspname from pg_namespace
            where nspname not like 'pg\\_%' and nspname not in ('public', 'information_schema') loop
            execute format('drop schema %I cascade', space);
            commit; -- a server has no locks for all of thousands at once
          end loop;
        end $$
        """);
    execute(
        database,
        """
        drop schema public cascade;
        create schema public authorization pg_database_owner;
        grant usage on schema public to public
        """);
    EMPTY.add(database);
  }

  /** Ends what is connected to a database, and waits until it is gone. */
  static void endSessions(String database) {
    execute(
        "postgres",
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '%s'"
            .formatted(database));
  }

  /** Does something as the user who may do everything. */
  static void execute(String database, String sql) {
    try (Connection connection = dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A database as a storage has it. */
  static Databases open(String database) {
    return PostgresDatabases.open(
        new PostgresPool(url(database), "postgres", "", PostgresTimeouts.DEFAULT, 4),
        Scripts.dataset(Dialect.POSTGRESQL));
  }

  public static String url(String database) {
    return Server.RUNNING.getJdbcUrl("postgres", database);
  }

  public static DataSource dataSource(String database) {
    return dataSource(database, "postgres");
  }

  static DataSource dataSource(String database, String user) {
    return Server.RUNNING.getDatabase(user, database);
  }
}
