package io.obsrv.storage;

import static com.google.common.base.Preconditions.checkState;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Layout;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dataset on its way into a bundle. Used under the lock of the dataset; the entries can be read
 * later, and are those of the moment they were asked for.
 *
 * @param parts what is stored
 * @param layout the live version
 */
record MemoryDump(MemoryParts parts, Layout layout) {

  /** Everything there is. */
  Stream<ArchiveEntry> entries() {
    checkState(
        parts.control().isLive(layout),
        "version %s of dataset '%s' is not live",
        layout.version(),
        layout.id());
    parts.control().refuseElsewhere(layout);
    List<Stream<ArchiveEntry>> entries =
        List.of(
            parts.rows().entries(),
            parts.keys().entries(layout),
            parts.removals().entries(),
            parts.claims().entries(),
            parts.tables().entries(layout),
            parts.quarantine().entries(),
            parts.batches().entries(),
            parts.checkpoints().entries(),
            parts.connectors().entries(),
            Stream.of(control()));
    return entries.stream().flatMap(part -> part);
  }

  private ArchiveEntry control() {
    return new ArchiveEntry.Control(
        layout.version(), parts.quarantine().last(), parts.control().counters());
  }
}
