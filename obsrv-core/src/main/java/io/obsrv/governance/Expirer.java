package io.obsrv.governance;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.DataStore;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Hold;
import io.obsrv.event.Layouts;
import io.obsrv.ingest.Ingestion;
import java.time.Clock;
import java.util.Optional;

/** Lets go of what is past its retention, transaction by transaction. Stateless. */
final class Expirer {
  private final Layouts layouts;
  private final DataStore store;
  private final Ingestion ingestion;
  private final Clock clock;

  Expirer(Layouts layouts, DataStore store, Ingestion ingestion, Clock clock) {
    this.layouts = layouts;
    this.store = store;
    this.ingestion = ingestion;
    this.clock = clock;
  }

  boolean isDeclared(DatasetId id) {
    return layouts
        .live(id)
        .filter(live -> new Expiry(live, clock.instant()).isDeclared())
        .isPresent();
  }

  /** Does it for as long as nobody else was given the same work. */
  Expired expire(DatasetId id, Hold hold) {
    return layouts
        .live(id)
        .map(live -> new Expiry(live, clock.instant(), hold.lease()))
        .filter(Expiry::isDeclared)
        .map(this::expire)
        .orElse(Expired.NOTHING);
  }

  private Expired expire(Expiry begun) {
    Expired total =
        new Expired(0, 0, ingestion.quarantine(begun.layout().id().value()).expire(begun));
    Optional<Expiry> expiry = Optional.of(begun);
    long after = 0;
    while (expiry.isPresent()) {
      Optional<ExpiredPart> part = store.expire(expiry.get(), after);
      if (part.isEmpty()) {
        expiry = underAnother(expiry.get());
      } else {
        total = total.plus(part.get().rows(), part.get().groups());
        after = part.get().next().orElse(after);
        expiry = part.get().next().isPresent() ? expiry : Optional.empty();
      }
    }
    return total;
  }

  /**
   * The same under the version that is live by now. One that is being published waits, and so does
   * what somebody else was given.
   */
  private Optional<Expiry> underAnother(Expiry refused) {
    return layouts
        .live(refused.layout().id())
        .filter(live -> live.version() != refused.layout().version())
        .map(live -> new Expiry(live, refused.at(), refused.lease()));
  }
}
