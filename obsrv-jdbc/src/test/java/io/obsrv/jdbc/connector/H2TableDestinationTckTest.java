package io.obsrv.jdbc.connector;

class H2TableDestinationTckTest extends TableDestinationContract {
  H2TableDestinationTckTest() {
    super(Databases.h2());
  }
}
