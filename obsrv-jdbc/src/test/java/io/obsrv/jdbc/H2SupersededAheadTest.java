package io.obsrv.jdbc;

import io.obsrv.ingest.SupersededAheadContract;
import io.obsrv.storage.Storage;

class H2SupersededAheadTest extends SupersededAheadContract {
  @Override
  protected Storage open() {
    return JdbcStorage.configure().h2Memory();
  }
}
