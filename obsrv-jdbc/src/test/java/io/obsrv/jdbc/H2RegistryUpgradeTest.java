package io.obsrv.jdbc;

class H2RegistryUpgradeTest extends RegistryUpgradeContract {
  H2RegistryUpgradeTest() {
    super(BareRegistry.h2());
  }
}
