package io.obsrv.jdbc;

import io.obsrv.lifecycle.LifecycleWalkContract;
import io.obsrv.storage.Storage;

class H2LifecycleWalkTest extends LifecycleWalkContract {
  @Override
  protected Storage storage() {
    return JdbcStorage.h2Memory();
  }
}
