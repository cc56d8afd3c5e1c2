package io.obsrv.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * The fixed tables of a namespace, as versioned scripts: script n makes version n of version n-1. A
 * statement must bear to be run twice, since H2 commits each by itself; the version is recorded
 * behind the last one. Immutable.
 *
 * @param subject whose tables, for messages
 * @param versions the statements of each version, from 1
 * @param code what comes behind the statements of a version where SQL will not do
 */
record Scripts(
    String subject, List<List<String>> versions, Map<Integer, BiConsumer<Handle, Namespace>> code) {

  Scripts(String subject, List<List<String>> versions) {
    this(subject, versions, Map.of());
  }

  static Scripts registry(Dialect dialect) {
    Scripts scripts = load(dialect, "registry", 4);
    return new Scripts(
        scripts.subject(),
        scripts.versions(),
        Map.of(
            2,
            (handle, space) -> AuditUpgrade.chain(handle),
            4,
            (handle, space) -> ConnectedUpgrade.note(handle)));
  }

  static Scripts dataset(Dialect dialect) {
    Scripts scripts = load(dialect, "dataset", 8);
    return dialect == Dialect.POSTGRESQL
        ? new Scripts(scripts.subject(), scripts.versions(), Map.of(7, JsonbUpgrade::run))
        : scripts;
  }

  private static Scripts load(Dialect dialect, String subject, int latest) {
    return new Scripts(
        subject,
        IntStream.rangeClosed(1, latest)
            .mapToObj(version -> read(dialect.scripts + "/" + subject + "-" + version + ".sql"))
            .map(Scripts::statements)
            .toList());
  }

  static List<String> statements(String script) {
    return Arrays.stream(script.split(";\\s*\n", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /**
   * Brings a namespace that is there to the newest version.
   *
   * @return false if there are no tables, which stays so
   */
  boolean upgrade(Handle handle, Namespace space) {
    int installed = installed(handle, space);
    if (installed > 0) {
      bring(handle, space, installed);
    }
    return installed > 0;
  }

  /** Which tables a namespace has. */
  enum State {
    /** None. */
    NONE,
    /** Those of another version. */
    OTHER,
    /** Those of the newest version. */
    NEWEST
  }

  State state(Handle handle, Namespace space) {
    int installed = installed(handle, space);
    if (installed == 0) {
      return State.NONE;
    }
    return installed == versions.size() ? State.NEWEST : State.OTHER;
  }

  /** Makes the tables, or brings them to the newest version. */
  void install(Handle handle, Namespace space) {
    handle.execute("create table if not exists <schema>._schema (version integer not null)");
    bring(handle, space, installed(handle, space));
  }

  private void bring(Handle handle, Namespace space, int installed) {
    if (installed > versions.size()) {
      throw new StorageException(
          "Cannot open the tables of a %s: they have version %d, this release knows %d. Use the release that wrote them, or a newer one."
              .formatted(subject, installed, versions.size()),
          null);
    }
    for (int version = installed + 1; version <= versions.size(); version++) {
      versions.get(version - 1).forEach(handle::execute);
      Optional.ofNullable(code.get(version)).ifPresent(step -> step.accept(handle, space));
      record(handle, version);
    }
  }

  private static void record(Handle handle, int version) {
    handle
        .createUpdate("insert into <schema>._schema (version) values (:version)")
        .bind("version", version)
        .execute();
  }

  /** The version that is installed; 0 for none, or for one whose making was broken off. */
  private static int installed(Handle handle, Namespace space) {
    Optional<Integer> tables =
        handle
            .createQuery(
                """
                select 1 from information_schema.tables
                where table_schema = :schema and table_name = '_schema'
                """)
            .bind("schema", space.name())
            .mapTo(Integer.class)
            .findOne();
    return tables.isEmpty()
        ? 0
        : handle
            .createQuery("select coalesce(max(version), 0) from <schema>._schema")
            .mapTo(Integer.class)
            .one();
  }

  private static String read(String resource) {
    try {
      return Resources.toString(Resources.getResource(Scripts.class, resource), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
