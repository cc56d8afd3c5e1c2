package io.obsrv.jdbc;

class PostgresRegistryUpgradeTest extends RegistryUpgradeContract {
  PostgresRegistryUpgradeTest() {
    super(BareRegistry.postgres());
  }
}
