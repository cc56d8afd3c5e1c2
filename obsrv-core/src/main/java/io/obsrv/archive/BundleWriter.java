package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bundle, entry by entry, in as much memory as one entry takes. Entries of one part come
 * one after the other. Of one thread.
 */
final class BundleWriter implements AutoCloseable {
  private final ZipOutputStream zip;
  private final List<PartSummary> parts = new ArrayList<>();
  private @Nullable Part open;

  /** The part that is being written. */
  private static final class Part {
    private final String name;
    private final Hasher hasher = Hashing.sha256().newHasher();
    private long entries;
    private long bytes;

    Part(String name) {
      this.name = name;
    }

    PartSummary summary() {
      return new PartSummary(name, entries, bytes, hasher.hash().toString());
    }
  }

  BundleWriter(OutputStream file) {
    zip = new ZipOutputStream(new BufferedOutputStream(file), UTF_8);
  }

  void add(ArchiveEntry entry) {
    try {
      Part part = part(entry.part());
      byte[] line = (ArchiveJson.write(entry) + "\n").getBytes(UTF_8);
      zip.write(line);
      part.hasher.putBytes(line);
      part.entries++;
      part.bytes += line.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Part part(String name) throws IOException {
    Part present = open;
    if (present != null && present.name.equals(name)) {
      return present;
    }
    endPart();
    zip.putNextEntry(new ZipEntry(PartSummary.file(name)));
    Part next = new Part(name);
    open = next;
    return next;
  }

  private void endPart() throws IOException {
    if (open != null) {
      zip.closeEntry();
      parts.add(open.summary());
      open = null;
    }
  }

  /** To be called behind the last entry. */
  Manifest finish(Manifest manifest) throws IOException {
    endPart();
    Manifest whole = manifest.with(parts);
    zip.putNextEntry(new ZipEntry(Manifest.FILE));
    zip.write(ManifestJson.write(whole).getBytes(UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
    return whole;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
