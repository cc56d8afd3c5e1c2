package io.obsrv.governance;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.DataStore;
import io.obsrv.event.ExpiredPart;
import io.obsrv.event.Expiry;
import io.obsrv.event.Hold;
import io.obsrv.event.Layout;
import io.obsrv.event.Layouts;
import io.obsrv.ingest.Ingestion;
import io.obsrv.policy.Retention;
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
    return layouts.live(id).filter(layout -> expiry(layout).isDeclared()).isPresent();
  }

  /** Does it for as long as nobody else was given the same work. */
  Expired expire(DatasetId id, Hold hold) {
    Optional<Layout> layout = layouts.live(id).filter(live -> expiry(live).isDeclared());
    return layout.isEmpty() ? Expired.NOTHING : expire(expiry(layout.get()), hold);
  }

  private Expiry expiry(Layout layout) {
    return new Expiry(layout, clock.instant());
  }

  private Expired expire(Expiry begun, Hold hold) {
    Optional<Retention> retention = begun.layout().definition().retention();
    Expired total =
        new Expired(
            0,
            0,
            retention
                .map(
                    r -> ingestion.quarantine(begun.layout().id().value()).expire(r.period(), hold))
                .orElse(0L));
    Optional<Expiry> expiry = Optional.of(new Expiry(begun.layout(), begun.at(), hold.lease()));
    long after = 0;
    while (expiry.isPresent()) {
      Optional<ExpiredPart> part = store.expire(expiry.get(), after);
      if (part.isEmpty()) {
        expiry = next(expiry.get());
      } else {
        total = total.plus(part.get().rows(), part.get().groups());
        after = part.get().next().orElse(after);
        expiry = part.get().next().isPresent() ? expiry : Optional.empty();
      }
    }
    return total;
  }

  /**
   * The same under the version that is live by now; one that is being published waits, and so does
   * what somebody else is at.
   */
  private Optional<Expiry> next(Expiry superseded) {
    return layouts
        .live(superseded.layout().id())
        .filter(live -> live.version() != superseded.layout().version())
        .map(live -> new Expiry(live, superseded.at(), superseded.lease()));
  }
}
