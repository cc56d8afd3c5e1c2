package io.obsrv.jdbc;

import io.obsrv.lifecycle.AliasContract;
import io.obsrv.storage.Storage;

class H2AliasTest extends AliasContract {
  @Override
  protected Storage open() {
    return JdbcStorage.h2Memory();
  }
}
