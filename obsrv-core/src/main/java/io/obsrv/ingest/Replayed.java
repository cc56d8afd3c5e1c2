package io.obsrv.ingest;

import io.obsrv.event.Receipt;

/**
 * What became of records that were replayed.
 *
 * @param accepted how many are rows now
 * @param duplicates how many were known
 * @param quarantined how many failed again
 */
public record Replayed(long accepted, long duplicates, long quarantined) {
  static final Replayed NOTHING = new Replayed(0, 0, 0);

  static Replayed of(Receipt receipt) {
    return new Replayed(receipt.accepted(), receipt.duplicates(), receipt.quarantined());
  }

  Replayed plus(Replayed other) {
    return new Replayed(
        accepted + other.accepted, duplicates + other.duplicates, quarantined + other.quarantined);
  }
}
