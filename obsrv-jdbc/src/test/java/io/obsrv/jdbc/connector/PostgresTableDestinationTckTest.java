package io.obsrv.jdbc.connector;

class PostgresTableDestinationTckTest extends TableDestinationContract {
  PostgresTableDestinationTckTest() {
    super(Databases.postgres());
  }
}
