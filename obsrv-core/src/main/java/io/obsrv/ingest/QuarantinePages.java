package io.obsrv.ingest;

import io.obsrv.dataset.DatasetId;
import io.obsrv.event.QuarantineFilter;
import io.obsrv.event.QuarantineSize;
import io.obsrv.event.QuarantineStore;
import io.obsrv.event.QuarantinedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The records of a quarantine, so few at a time that they fit into memory.
 *
 * @param store where they are
 * @param id the dataset
 */
record QuarantinePages(QuarantineStore store, DatasetId id) {
  private static final int RECORDS = 1_000;
  private static final long BYTES = 8 << 20;

  Optional<QuarantinedEvent> find(long record) {
    return store.read(id, QuarantineFilter.ALL, record - 1, 1).stream()
        .filter(found -> found.id() == record)
        .findFirst();
  }

  /** Goes through records without reading them; those that come meanwhile are left out. */
  void eachPage(QuarantineFilter filter, Consumer<List<QuarantineSize>> work) {
    long last = store.last(id);
    List<QuarantineSize> page = page(filter, 0, last);
    while (!page.isEmpty()) {
      work.accept(page);
      page = page(filter, highest(page), last);
    }
  }

  /** Reads records, at least one at a time. */
  void eachPart(QuarantineFilter filter, Consumer<List<QuarantinedEvent>> work) {
    eachPage(filter, page -> parts(page).forEach(part -> work.accept(read(filter, part))));
  }

  /** Reads records by their numbers, each once, without those that are not there. */
  void eachPart(LongStream numbers, Consumer<List<QuarantinedEvent>> work) {
    List<QuarantineSize> sizes =
        numbers.distinct().mapToObj(this::size).flatMap(Optional::stream).toList();
    for (List<QuarantineSize> part : parts(sizes)) {
      work.accept(part.stream().flatMap(size -> find(size.record()).stream()).toList());
    }
  }

  private Optional<QuarantineSize> size(long record) {
    return store.sizes(id, QuarantineFilter.ALL, record - 1, 1).stream()
        .filter(found -> found.record() == record)
        .findFirst();
  }

  private List<QuarantineSize> page(QuarantineFilter filter, long after, long last) {
    return store.sizes(id, filter, after, RECORDS).stream()
        .filter(size -> size.record() <= last)
        .toList();
  }

  /** What was removed meanwhile leaves room for records behind the part, which come later. */
  private List<QuarantinedEvent> read(QuarantineFilter filter, List<QuarantineSize> part) {
    return store.read(id, filter, part.get(0).record() - 1, part.size()).stream()
        .filter(record -> record.id() <= highest(part))
        .toList();
  }

  private static List<List<QuarantineSize>> parts(List<QuarantineSize> sizes) {
    List<List<QuarantineSize>> parts = new ArrayList<>();
    long bytes = 0;
    for (QuarantineSize size : sizes) {
      if (parts.isEmpty() || bytes + size.bytes() > BYTES) {
        parts.add(new ArrayList<>());
        bytes = 0;
      }
      parts.get(parts.size() - 1).add(size);
      bytes += size.bytes();
    }
    return parts;
  }

  private static long highest(List<QuarantineSize> sizes) {
    return sizes.get(sizes.size() - 1).record();
  }
}
