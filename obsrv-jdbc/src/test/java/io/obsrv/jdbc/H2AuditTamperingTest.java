package io.obsrv.jdbc;

class H2AuditTamperingTest extends AuditTamperingContract {
  H2AuditTamperingTest() {
    super(BareRegistry.h2());
  }
}
