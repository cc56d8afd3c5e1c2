package io.obsrv.jdbc;

import io.obsrv.lifecycle.TransferContract;
import io.obsrv.storage.Storage;

class H2TransferTest extends TransferContract {
  @Override
  protected Storage open() {
    return JdbcStorage.h2Memory();
  }
}
