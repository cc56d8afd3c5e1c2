package io.obsrv.jdbc;

import io.obsrv.dataset.HeldLease;
import io.obsrv.event.Delivery;
import java.time.Instant;
import java.util.Optional;

/** How far each destination has got. */
final class Deliveries {
  private Deliveries() {}

  static Delivery find(Session session, String destination) {
    return session
        .query(
            """
            select position, refused from <schema>._destinations where name = :name
            """)
        .bind("name", destination)
        .map((row, context) -> new Delivery(row.getLong("position"), row.getLong("refused")))
        .findOne()
        .orElse(Delivery.NONE);
  }

  /** Moves a destination on, if it is where it was and the lease is not lost. */
  static boolean move(
      Session session,
      String destination,
      Delivery from,
      Delivery to,
      Optional<HeldLease> lease,
      Instant at) {
    Control.lock(session);
    if (LeaseRows.isLost(session, lease, at) || !find(session, destination).equals(from)) {
      return false;
    }
    session
        .update("delete from <schema>._destinations where name = :name")
        .bind("name", destination)
        .execute();
    session
        .update(
            """
            insert into <schema>._destinations (name, position, refused)
            values (:name, :position, :refused)
            """)
        .bind("name", destination)
        .bind("position", to.position())
        .bind("refused", to.refused())
        .execute();
    return true;
  }
}
