package io.obsrv.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that are open share a part of the heap, however many there are. */
class H2CacheTest {
  private static final long GIB = 1L << 30;

  @TempDir private Path directory;

  @Test
  void a_file_has_its_share_of_an_eighth_of_the_heap() {
    assertThat(H2Opening.cacheKib(2 * GIB, 64)).isEqualTo(4 * 1_024);
    assertThat(H2Opening.cacheKib(2 * GIB, 4)).isEqualTo(64 * 1_024);
    assertThat(H2Opening.cacheKib(GIB / 4, 64)).isEqualTo(1_024);
  }

  @Test
  void h2_keeps_to_it() {
    try (H2Databases databases =
        JdbcStorage.configure().openDatabases(1).h2(new H2Address.Files(directory))) {
      long mib = H2Opening.cacheKib(Runtime.getRuntime().maxMemory(), 1) / 1_024;

      assertThat(cacheMib(databases)).isEqualTo(mib);
    }
    try (H2Databases databases =
        JdbcStorage.configure().openDatabases(1_000_000).h2(new H2Address.Files(directory))) {
      assertThat(cacheMib(databases)).as("also where it was more before").isEqualTo(1);
    }
  }

  @Test
  void what_is_cached_stays_when_more_connections_are_opened() {
    try (H2Databases databases =
        JdbcStorage.configure().openDatabases(1).h2(new H2Address.Files(directory))) {
      boolean unused =
          new Transactions(databases)
              .inRegistry(
                  Purpose.WORK,
                  "fill",
                  session -> {
                    session.execute(
                        "create table filler (n bigint, text varchar) as"
                            + " select \"X\", repeat(cast(\"X\" as varchar), 200)"
                            + " from system_range(1, 10000)");
                    return true;
                  });
      long before = mib(databases, "info.CACHE_SIZE");
      assertThat(before).isPositive();

      try (Lease one = databases.registry(Purpose.READ);
          Lease other = databases.registry(Purpose.READ)) {
        assertThat(one.handle().getConnection()).isNotSameAs(other.handle().getConnection());
        assertThat(mib(databases, "info.CACHE_SIZE")).isEqualTo(before);
      }
    }
  }

  private static long cacheMib(H2Databases databases) {
    return mib(databases, "info.CACHE_MAX_SIZE");
  }

  private static long mib(H2Databases databases, String setting) {
    return new Transactions(databases)
        .inRegistry(
            Purpose.READ,
            "look at",
            session ->
                session
                    .query(
                        """
                        select cast(setting_value as bigint)
                        from information_schema.settings where setting_name = :setting
                        """)
                    .bind("setting", setting)
                    .mapTo(Long.class)
                    .one());
  }
}
