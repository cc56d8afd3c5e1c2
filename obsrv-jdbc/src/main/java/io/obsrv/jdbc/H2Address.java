package io.obsrv.jdbc;

import io.obsrv.dataset.DatasetId;
import java.nio.file.Path;
import java.util.Optional;

/** Where the H2 databases of a storage are: one for the registry and one per dataset. */
sealed interface H2Address {
  /**
   * Names are folded and nulls sorted as PostgreSQL does; nothing is printed, traced or left to a
   * hook of the JVM.
   */
  String SETTINGS =
      ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE"
          + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0;LOCK_TIMEOUT=600000";

  String registry();

  String dataset(DatasetId id);

  /** The file of the registry, if it has one. */
  Optional<Path> registryFile();

  /** The file of a dataset, if it has one. */
  Optional<Path> datasetFile(DatasetId id);

  /** What to call this place in messages. */
  String place();

  /** Whether the databases outlive their connections, so that idle ones can be closed. */
  boolean outlivesConnections();

  /**
   * Files below a directory. {@code WRITE_DELAY=0} makes a commit write before it returns: the
   * process can be killed at any instant. The background writer that this turns off would also tidy
   * up the file, which {@link H2Database} does instead.
   */
  record Files(Path directory) implements H2Address {
    private static final String SUFFIX = ".mv.db";
    private static final String FILE_SETTINGS =
        SETTINGS + ";WRITE_DELAY=0;RETENTION_TIME=5000;PAGE_SIZE=4096;MAX_COMPACT_TIME=0";

    @Override
    public String registry() {
      return url(directory.resolve("registry"));
    }

    @Override
    public String dataset(DatasetId id) {
      return url(directory.resolve("datasets").resolve(id.value()));
    }

    @Override
    public Optional<Path> registryFile() {
      return Optional.of(directory.resolve("registry" + SUFFIX));
    }

    @Override
    public Optional<Path> datasetFile(DatasetId id) {
      return Optional.of(directory.resolve("datasets").resolve(id + SUFFIX));
    }

    @Override
    public String place() {
      return directory.toString();
    }

    @Override
    public boolean outlivesConnections() {
      return true;
    }

    private static String url(Path file) {
      return "jdbc:h2:" + SteadyFiles.name(file) + FILE_SETTINGS;
    }
  }

  /** Memory of this process, under a name that only it knows. */
  record Memory(String name) implements H2Address {
    @Override
    public String registry() {
      return "jdbc:h2:mem:" + name + "/registry" + SETTINGS;
    }

    @Override
    public String dataset(DatasetId id) {
      return "jdbc:h2:mem:" + name + "/datasets/" + id + SETTINGS;
    }

    @Override
    public Optional<Path> registryFile() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> datasetFile(DatasetId id) {
      return Optional.empty();
    }

    @Override
    public String place() {
      return "memory";
    }

    @Override
    public boolean outlivesConnections() {
      return false;
    }
  }
}
