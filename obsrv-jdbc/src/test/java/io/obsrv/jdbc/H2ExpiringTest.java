package io.obsrv.jdbc;

import java.time.Clock;

class H2ExpiringTest extends ExpiringContract {
  @Override
  Databases open(Clock time) {
    return JdbcStorage.configure().clock(time).h2(new H2Address.Files(TestDirectories.create()));
  }
}
