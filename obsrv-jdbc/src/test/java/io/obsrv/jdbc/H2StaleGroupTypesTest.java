package io.obsrv.jdbc;

class H2StaleGroupTypesTest extends StaleGroupTypesContract {
  @Override
  Databases open() {
    return JdbcStorage.configure().h2(new H2Address.Files(TestDirectories.create()));
  }
}
