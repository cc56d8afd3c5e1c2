package io.obsrv.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * A PostgreSQL server of its own that can be killed with SIGKILL, whole or one session of it, and
 * is started again on the same directory and port. It writes to the disk before it answers. Owned
 * by one thread.
 */
final class KillableServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final int port;
  private EmbeddedPostgres running;

  KillableServer(Path directory) throws IOException {
    this.directory = directory;
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    running = start();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(PATIENCE)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  String url() {
    return running.getJdbcUrl("postgres", "postgres");
  }

  DataSource dataSource() {
    return running.getPostgresDatabase();
  }

  /** Kills the server and starts it again. */
  void killServer() throws IOException {
    ProcessHandle server = server();
    stop(server);
    List<ProcessHandle> sessions = server.descendants().toList();
    server.destroyForcibly();
    server.onExit().join();
    // They end when they see that the server is gone; before, there can be no other.
    sessions.forEach(session -> session.onExit().join());
    running.close();
    running = start();
  }

  /** So that it makes no more sessions. */
  private static void stop(ProcessHandle server) throws IOException {
    int failed =
        new ProcessBuilder("kill", "-STOP", Long.toString(server.pid()))
            .inheritIO()
            .start()
            .onExit()
            .join()
            .exitValue();
    assertThat(failed).as("exit code of kill").isZero();
  }

  /** Kills a session of the library, upon which the server ends all, and recovers. */
  void killSession(Random random) {
    strike(
        random,
        session -> ProcessHandle.of(session).map(ProcessHandle::destroyForcibly).orElse(false));
  }

  /** Lets the server end a session of the library, and no other. */
  void endSession(Random random) {
    strike(
        random,
        session -> !longs("select 1 where pg_terminate_backend(%d)".formatted(session)).isEmpty());
  }

  /** Until one is hit: where there is no pool, a session may be over before it is struck. */
  private void strike(Random random, Blow blow) {
    long start = System.nanoTime();
    boolean isHit = false;
    while (!isHit) {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("how long there was no session to strike")
          .isLessThan(PATIENCE);
      isHit = hits(random, blow);
    }
  }

  private boolean hits(Random random, Blow blow) {
    try {
      List<Long> sessions = sessions();
      return !sessions.isEmpty() && blow.hits(sessions.get(random.nextInt(sessions.size())));
    } catch (SQLException e) {
      // It recovers from the blow before.
      return false;
    }
  }

  /** What is done to a session. */
  private interface Blow {
    /** Whether the session was still there. */
    boolean hits(long session) throws SQLException;
  }

  /** Whether what is committed is on the disk. */
  boolean isDurable() throws SQLException {
    return !longs(
            """
            select 1 where current_setting('fsync') = 'on'
              and current_setting('synchronous_commit') = 'on'
            """)
        .isEmpty();
  }

  private List<Long> sessions() throws SQLException {
    return longs(
        """
        select pid from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid
        """);
  }

  private List<Long> longs(String sql) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private ProcessHandle server() throws IOException {
    String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
