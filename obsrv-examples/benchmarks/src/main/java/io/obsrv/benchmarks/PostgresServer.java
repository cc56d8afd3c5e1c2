package io.obsrv.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server of our own on this machine, as durable as it is by default. */
final class PostgresServer implements Database {
  private static final List<String> TOLD =
      List.of("fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size");

  private final EmbeddedPostgres server;
  private final ProcessTree processes;
  private int databases;

  PostgresServer() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(2))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("shared_buffers", "512MB")
              .setServerConfig("max_wal_size", "4GB")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String pidFile = ask("select pg_read_file('postmaster.pid')");
    processes = new ProcessTree(Long.parseLong(pidFile.lines().findFirst().orElseThrow().strip()));
  }

  @Override
  public String label() {
    return "PostgreSQL";
  }

  @Override
  public List<String> description() {
    List<String> settings = new ArrayList<>();
    TOLD.forEach(name -> settings.add(name + " " + ask("show " + name)));
    return List.of("PostgreSQL " + ask("show server_version") + ": " + String.join(", ", settings));
  }

  @Override
  public Workspace workspace() {
    String name = "benchmark_" + databases++;
    execute("create database " + name);
    execute("checkpoint");
    return new Workspace(
        new Place.Postgres(server.getJdbcUrl(Place.Postgres.USER, name)),
        () -> execute("drop database " + name + " with (force)"));
  }

  @Override
  public double cpuSeconds() {
    return processes.cpuSeconds();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String ask(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
