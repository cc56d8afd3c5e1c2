package io.obsrv.jdbc;

class H2StaleGroupsTest extends StaleGroupsContract {
  @Override
  Databases open() {
    return JdbcStorage.configure().h2(new H2Address.Files(TestDirectories.create()));
  }
}
