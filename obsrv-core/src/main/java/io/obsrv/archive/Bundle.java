package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.ArchiveEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A bundle that is being read, and was found to be whole. Of one thread. */
final class Bundle implements AutoCloseable {
  private static final long MAX_MANIFEST = 256L << 20;

  private final ZipFile zip;
  private final ManifestJson.Contents contents;

  private Bundle(ZipFile zip, ManifestJson.Contents contents) {
    this.zip = zip;
    this.contents = contents;
  }

  /**
   * Opens a bundle and checks every byte that will be read of it, before anything is done with it.
   *
   * @throws ArchiveException with all that is wrong
   */
  static Bundle open(Path file, DatasetId id) {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), UTF_8);
    } catch (IOException e) {
      throw broken(file, id, List.of("it is no ZIP file, or cut off: " + e.getMessage()));
    }
    try {
      List<String> problems = new ArrayList<>();
      Optional<ManifestJson.Contents> contents = manifest(zip, problems);
      contents.ifPresent(found -> check(zip, found, id, problems));
      if (contents.isEmpty() || !problems.isEmpty()) {
        throw broken(file, id, problems);
      }
      return new Bundle(zip, contents.get());
    } catch (IOException e) {
      close(zip);
      throw broken(file, id, List.of("it cannot be read: " + e.getMessage()));
    } catch (RuntimeException e) {
      close(zip);
      throw e;
    }
  }

  private static Optional<ManifestJson.Contents> manifest(ZipFile zip, List<String> problems)
      throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.FILE);
    if (entry == null) {
      problems.add("it has no '" + Manifest.FILE + "'");
      return Optional.empty();
    }
    try (InputStream in = ByteStreams.limit(zip.getInputStream(entry), MAX_MANIFEST)) {
      return Optional.of(ManifestJson.read(new String(in.readAllBytes(), UTF_8), problems));
    }
  }

  private static void check(
      ZipFile zip, ManifestJson.Contents contents, DatasetId id, List<String> problems) {
    if (!contents.dataset().equals(id.value())) {
      problems.add("it is of dataset '" + contents.dataset() + "'");
    }
    TreeSet<String> files = new TreeSet<>();
    zip.stream().map(ZipEntry::getName).forEach(files::add);
    files.remove(Manifest.FILE);
    for (PartSummary part : contents.parts()) {
      if (files.remove(part.file())) {
        checkPart(zip, part, problems);
      } else {
        problems.add("'" + part.file() + "' is missing");
      }
    }
    files.forEach(file -> problems.add("'" + file + "' is not in its manifest"));
  }

  private static void checkPart(ZipFile zip, PartSummary part, List<String> problems) {
    try (InputStream raw = zip.getInputStream(zip.getEntry(part.file()))) {
      // One byte more than it must have tells a bomb from a part without reading all of it.
      CountingInputStream counted =
          new CountingInputStream(ByteStreams.limit(raw, Math.max(0, part.bytes()) + 1));
      HashingInputStream hashed = new HashingInputStream(Hashing.sha256(), counted);
      hashed.transferTo(OutputStream.nullOutputStream());
      if (counted.getCount() != part.bytes() || !hashed.hash().toString().equals(part.sha256())) {
        problems.add(
            "'%s' is not what was written: its SHA-256 or size differs".formatted(part.file()));
      }
    } catch (IOException e) {
      problems.add("'%s' cannot be read: %s".formatted(part.file(), e.getMessage()));
    }
  }

  /** Every entry in the order it was written. */
  Iterator<ArchiveEntry> entries() {
    return new BundleEntries(zip, contents.parts());
  }

  /** The version under which the rows are to be read. */
  int live() {
    return contents.live();
  }

  private static ArchiveException broken(Path file, DatasetId id, List<String> problems) {
    return new ArchiveException(
        "The bundle '%s' of dataset '%s' cannot be used, and nothing was changed: %s. Bring back a good copy of the file, then try again."
            .formatted(file.getFileName(), id, String.join("; ", problems)),
        null);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }

  @Override
  public void close() {
    close(zip);
  }
}
