package io.obsrv.jdbc;

class PostgresAuditTamperingTest extends AuditTamperingContract {
  PostgresAuditTamperingTest() {
    super(BareRegistry.postgres());
  }
}
