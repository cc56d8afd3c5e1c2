package io.obsrv.jdbc;

import io.obsrv.event.Delivery;

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

  /** Moves a destination on, if it is where it was. */
  static boolean move(Session session, String destination, Delivery from, Delivery to) {
    Control.lock(session);
    if (!find(session, destination).equals(from)) {
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
