package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.AbstractIterator;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The entries of a bundle, read one at a time. Of one thread. */
final class BundleEntries extends AbstractIterator<ArchiveEntry> {
  private final ZipFile zip;
  private final Iterator<PartSummary> parts;
  private String part = "";
  private @Nullable BufferedReader reader;

  BundleEntries(ZipFile zip, List<PartSummary> parts) {
    this.zip = zip;
    this.parts = parts.iterator();
  }

  @Override
  protected @Nullable ArchiveEntry computeNext() {
    try {
      while (true) {
        String line = reader == null ? null : reader.readLine();
        if (line != null) {
          return ArchiveJson.read(part, line);
        }
        if (reader != null) {
          reader.close();
        }
        if (!parts.hasNext()) {
          return endOfData();
        }
        open(parts.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void open(PartSummary next) throws IOException {
    part = next.name();
    reader =
        new BufferedReader(
            new InputStreamReader(zip.getInputStream(zip.getEntry(next.file())), UTF_8));
  }
}
