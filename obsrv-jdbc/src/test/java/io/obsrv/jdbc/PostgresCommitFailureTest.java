package io.obsrv.jdbc;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresCommitFailureTest extends CommitFailureContract {
  private String database;

  @BeforeEach
  void createDatabase() {
    database = TestPostgres.database();
  }

  @Override
  JdbcStorage open(CommitHook hook) {
    return JdbcStorage.configure()
        .commitHook(hook)
        .postgres(TestPostgres.url(database), "postgres", "");
  }

  @AfterEach
  void dropDatabase() {
    TestPostgres.drop(database);
  }
}
