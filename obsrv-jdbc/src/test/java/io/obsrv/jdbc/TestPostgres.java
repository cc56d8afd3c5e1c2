package io.obsrv.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server, started once per JVM on a free port of its own. */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A new and empty database. */
  public static String database() {
    String name = "test" + DATABASES.incrementAndGet();
    execute("create database " + name);
    return name;
  }

  public static void drop(String database) {
    execute("drop database " + database + " with (force)");
  }

  private static void execute(String sql) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String url(String database) {
    return Server.RUNNING.getJdbcUrl("postgres", database);
  }

  public static DataSource dataSource(String database) {
    return Server.RUNNING.getDatabase("postgres", database);
  }
}
