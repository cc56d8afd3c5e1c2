package io.obsrv.jdbc;

import io.obsrv.ingest.StagesContract;
import io.obsrv.storage.Storage;
import java.time.Clock;

class H2StagesTest extends StagesContract {
  @Override
  protected Storage open(Clock time) {
    return JdbcStorage.configure().clock(time).h2Memory();
  }
}
