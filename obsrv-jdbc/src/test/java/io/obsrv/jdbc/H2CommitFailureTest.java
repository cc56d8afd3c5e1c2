package io.obsrv.jdbc;

class H2CommitFailureTest extends CommitFailureContract {
  @Override
  JdbcStorage open(CommitHook hook) {
    return JdbcStorage.configure().commitHook(hook).h2(TestDirectories.create());
  }
}
