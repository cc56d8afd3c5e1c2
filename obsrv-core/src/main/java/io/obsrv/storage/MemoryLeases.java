package io.obsrv.storage;

import io.obsrv.dataset.HeldLease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who has which lease until when. Guarded by the lock of whoever owns it. */
final class MemoryLeases {
  private final Map<String, Given> leases = new HashMap<>();

  private record Given(String holder, long epoch, Instant expiresAt) {
    boolean is(HeldLease lease) {
      return holder.equals(lease.holder()) && epoch == lease.epoch();
    }
  }

  Optional<HeldLease> acquire(String name, String holder, Duration time, Instant now) {
    Given present = leases.get(name);
    if (present != null && !present.holder.equals(holder) && present.expiresAt.isAfter(now)) {
      return Optional.empty();
    }
    long epoch = present == null ? 1 : present.epoch + 1;
    leases.put(name, new Given(holder, epoch, now.plus(time)));
    return Optional.of(new HeldLease(name, holder, epoch, time));
  }

  /** Whether it is not lost; one that is not lasts from now on. */
  boolean renew(HeldLease lease, Instant now) {
    boolean isHeld = isHeld(lease);
    if (isHeld) {
      leases.put(lease.name(), new Given(lease.holder(), lease.epoch(), now.plus(lease.time())));
    }
    return isHeld;
  }

  /** Whether what is done under a lease must not be; one that is not lost lasts from now on. */
  boolean isLost(Optional<HeldLease> lease, Instant now) {
    return lease.filter(held -> !renew(held, now)).isPresent();
  }

  void release(HeldLease lease) {
    if (isHeld(lease)) {
      revoke(lease.name());
    }
  }

  /** Whether another than this holder has one whose name begins so. */
  boolean isAnyTaken(String prefix, String holder, Instant now) {
    return leases.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .anyMatch(given -> !given.holder.equals(holder) && given.expiresAt.isAfter(now));
  }

  /** Takes away all whose names begin so. */
  void revokeAll(String prefix) {
    leases.keySet().stream().filter(name -> name.startsWith(prefix)).forEach(this::revoke);
  }

  void revoke(String name) {
    leases.computeIfPresent(
        name, (key, given) -> new Given(given.holder, given.epoch + 1, Instant.MIN));
  }

  boolean isHeld(HeldLease lease) {
    return Optional.ofNullable(leases.get(lease.name())).filter(g -> g.is(lease)).isPresent();
  }
}
