package io.obsrv.jdbc;

import io.obsrv.dataset.AuditHead;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Where each audit trail ends. A trail's row is locked by whoever changes anything of its name, so
 * that names are taken, given up and taken again one after the other.
 */
final class AuditHeads {
  private static final String ATTEMPT = "head";

  private AuditHeads() {}

  /** Waits until nobody else changes anything of a name, until the end of the transaction. */
  static AuditHead lock(Session session, String name) {
    Optional<AuditHead> present = locked(session, name);
    if (present.isPresent()) {
      return present.get();
    }
    begin(session, name);
    return locked(session, name).orElseThrow();
  }

  static void replace(Session session, String name, AuditHead head) {
    session
        .update(
            """
            update <schema>.audit_heads set number = :number, hash = :hash
            where dataset = :dataset
            """)
        .bind("dataset", name)
        .bind("number", head.number())
        .bind("hash", head.hash())
        .execute();
  }

  private static Optional<AuditHead> locked(Session session, String name) {
    return session
        .query("select number, hash from <schema>.audit_heads where dataset = :dataset for update")
        .bind("dataset", name)
        .map((row, context) -> new AuditHead(row.getLong("number"), row.getString("hash")))
        .findOne();
  }

  /** Somebody else may be quicker, which is as good. */
  private static void begin(Session session, String name) {
    session.handle().savepoint(ATTEMPT);
    try {
      session
          .update(
              "insert into <schema>.audit_heads (dataset, number, hash) values (:dataset, 0, '')")
          .bind("dataset", name)
          .execute();
    } catch (UnableToExecuteStatementException e) {
      if (Failures.sql(e).filter(Failures::isUniqueViolation).isEmpty()) {
        throw e;
      }
      session.handle().rollbackToSavepoint(ATTEMPT);
    }
  }
}
