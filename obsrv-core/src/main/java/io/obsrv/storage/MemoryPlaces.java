package io.obsrv.storage;

import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Layout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The places that the entries of a dump have taken, of which each is for one, as it is in a
 * database. Used once, by one thread.
 */
final class MemoryPlaces {
  private final Layout layout;
  private final Set<List<Object>> taken = new HashSet<>();

  MemoryPlaces(Layout layout) {
    this.layout = layout;
  }

  /**
   * Takes the place of an entry, if its part has places.
   *
   * @throws InvalidException if it is taken
   */
  void take(ArchiveEntry entry) {
    List<Object> place = place(entry);
    if (!place.isEmpty() && !taken.add(List.of(entry.part(), place))) {
      throw new InvalidException(
          "Dataset '" + layout.id() + "' cannot be restored",
          List.of(new Problem(entry.part(), "an entry is there twice, must be there once")));
    }
  }

  private static List<Object> place(ArchiveEntry entry) {
    if (entry instanceof ArchiveEntry.Row row) {
      return List.of(row.sequence());
    } else if (entry instanceof ArchiveEntry.Key key) {
      return List.of(key.key());
    } else if (entry instanceof ArchiveEntry.Removal removal) {
      return List.of(removal.key());
    } else if (entry instanceof ArchiveEntry.Claimed claim) {
      return List.of(claim.key(), claim.sequence());
    } else if (entry instanceof ArchiveEntry.TableGroup group) {
      return List.of(group.table(), group.dimensions());
    } else if (entry instanceof ArchiveEntry.Quarantined record) {
      return List.of(record.record().id());
    } else if (entry instanceof ArchiveEntry.NamedBatch batch) {
      return List.of(batch.key());
    } else if (entry instanceof ArchiveEntry.Delivered delivered) {
      return List.of(delivered.destination());
    }
    return List.of();
  }
}
