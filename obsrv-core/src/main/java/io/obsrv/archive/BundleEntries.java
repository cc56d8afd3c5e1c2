package io.obsrv.archive;

import com.google.common.collect.AbstractIterator;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The entries of a bundle, read one at a time. Of one thread. */
final class BundleEntries extends AbstractIterator<ArchiveEntry> {
  private final ZipFile zip;
  private final Iterator<PartSummary> parts;
  private @Nullable Part open;

  /** The part that is being read. */
  private static final class Part {
    private final PartSummary summary;
    private final PartLines lines;
    private long entries;

    Part(PartSummary summary, PartLines lines) {
      this.summary = summary;
      this.lines = lines;
    }

    /** The next entry, or null behind the last. */
    @Nullable ArchiveEntry next() throws IOException {
      try {
        String line = lines.next();
        if (line != null) {
          entries++;
          return ArchiveJson.read(summary.name(), line);
        }
      } catch (IOException e) {
        throw new IOException(
            "'%s' cannot be read: %s".formatted(summary.file(), e.getMessage()), e);
      }
      lines.close();
      if (entries != summary.entries()) {
        throw new IOException(
            "'%s' has %,d entries, must have %,d"
                .formatted(summary.file(), entries, summary.entries()));
      }
      return null;
    }
  }

  BundleEntries(ZipFile zip, List<PartSummary> parts) {
    this.zip = zip;
    this.parts = parts.iterator();
  }

  @Override
  protected @Nullable ArchiveEntry computeNext() {
    try {
      while (true) {
        ArchiveEntry entry = open == null ? null : open.next();
        if (entry != null) {
          return entry;
        }
        if (!parts.hasNext()) {
          return endOfData();
        }
        open(parts.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void open(PartSummary next) throws IOException {
    open = new Part(next, new PartLines(zip.getInputStream(zip.getEntry(next.file()))));
  }
}
