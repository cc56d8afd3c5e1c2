package io.obsrv.jdbc;

import io.obsrv.dataset.HeldLease;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** Who has which lease until when. A lease that was given once leaves its row, for the epoch. */
final class LeaseRows {
  private LeaseRows() {}

  /** Without waiting for anybody. */
  static boolean isTaken(Session session, String name, String holder, Instant at) {
    return session
        .query(
            """
            select 1 from <schema>._leases
            where name = :name and holder <> :holder and expires_at > :at
            """)
        .bind("name", name)
        .bind("holder", holder)
        .bind("at", micros(at))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether another than this holder has one whose name begins so. */
  static boolean isAnyTaken(Session session, String prefix, String holder, Instant at) {
    return session
        .query(
            """
            select 1 from <schema>._leases
            where substring(name from 1 for :length) = :prefix
              and holder <> :holder and expires_at > :at
            """)
        .bind("length", prefix.length())
        .bind("prefix", prefix)
        .bind("holder", holder)
        .bind("at", micros(at))
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  /** Fails with a broken constraint where somebody else is the first at the same instant. */
  static Optional<HeldLease> acquire(
      Session session, String name, String holder, Duration time, Instant at) {
    int taken =
        session
            .update(
                """
                update <schema>._leases
                set holder = :holder, epoch = epoch + 1, expires_at = :expiresAt
                where name = :name and (holder = :holder or expires_at <= :at)
                """)
            .bind("name", name)
            .bind("holder", holder)
            .bind("at", micros(at))
            .bind("expiresAt", end(at, time))
            .execute();
    if (taken == 0) {
      if (isTaken(session, name, holder, at)) {
        return Optional.empty();
      }
      session
          .update(
              """
              insert into <schema>._leases (name, holder, epoch, expires_at)
              values (:name, :holder, 1, :expiresAt)
              """)
          .bind("name", name)
          .bind("holder", holder)
          .bind("expiresAt", end(at, time))
          .execute();
    }
    long epoch =
        session
            .query("select epoch from <schema>._leases where name = :name")
            .bind("name", name)
            .mapTo(Long.class)
            .one();
    return Optional.of(new HeldLease(name, holder, epoch, time));
  }

  /** Makes it last from now on; false if it is lost. */
  static boolean renew(Session session, HeldLease lease, Instant at) {
    return bind(
                session.update(
                    """
                    update <schema>._leases set expires_at = :expiresAt
                    where name = :name and holder = :holder and epoch = :epoch
                    """),
                lease)
            .bind("expiresAt", end(at, lease.time()))
            .execute()
        == 1;
  }

  /**
   * False if it is lost. Renews it only when half of its time is over, which most commits find it
   * is not.
   */
  private static boolean use(Session session, HeldLease lease, Instant at) {
    Optional<Instant> end = endOf(session, lease);
    if (end.isEmpty()) {
      return false;
    }
    return end.get().isAfter(at.plus(lease.time().dividedBy(2))) || renew(session, lease, at);
  }

  /** Whether work must not go on that needs a lease; one that still holds is used. */
  static boolean isLost(Session session, Optional<HeldLease> lease, Instant at) {
    return lease.filter(held -> !use(session, held, at)).isPresent();
  }

  static boolean isHeld(Session session, HeldLease lease) {
    return endOf(session, lease).isPresent();
  }

  private static Optional<Instant> endOf(Session session, HeldLease lease) {
    return bind(
            session.query(
                """
                select expires_at from <schema>._leases
                where name = :name and holder = :holder and epoch = :epoch
                """),
            lease)
        .map((row, context) -> Objects.requireNonNull(Values.instant(row, 1)))
        .findOne();
  }

  static void release(Session session, HeldLease lease, Instant at) {
    bind(
            session.update(
                """
                update <schema>._leases set epoch = epoch + 1, expires_at = :at
                where name = :name and holder = :holder and epoch = :epoch
                """),
            lease)
        .bind("at", micros(at))
        .execute();
  }

  /** Takes away all whose names begin so, whoever has them. */
  static void revokeAll(Session session, String prefix, Instant at) {
    session
        .update(
            """
            update <schema>._leases set epoch = epoch + 1, expires_at = :at
            where substring(name from 1 for :length) = :prefix
            """)
        .bind("length", prefix.length())
        .bind("prefix", prefix)
        .bind("at", micros(at))
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, HeldLease lease) {
    return statement
        .bind("name", lease.name())
        .bind("holder", lease.holder())
        .bind("epoch", lease.epoch());
  }

  private static OffsetDateTime end(Instant at, Duration time) {
    return micros(at.plus(time));
  }

  /** Cut, where a database would round. */
  private static OffsetDateTime micros(Instant at) {
    return Values.utc(at.truncatedTo(ChronoUnit.MICROS));
  }
}
