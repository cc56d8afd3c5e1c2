package io.obsrv.archive;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import com.google.common.io.CountingInputStream;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ArchiveEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A bundle that is being read, and was found to be whole. Of one thread. */
final class Bundle implements AutoCloseable {
  private static final long MAX_MANIFEST = 256L << 20;

  private final Path file;
  private final DatasetId id;
  private final ZipFile zip;
  private final ManifestReader.Contents contents;

  private Bundle(Path file, DatasetId id, ZipFile zip, ManifestReader.Contents contents) {
    this.file = file;
    this.id = id;
    this.zip = zip;
    this.contents = contents;
  }

  /**
   * Opens a bundle and checks every byte that will be read of it, before anything is done with it.
   *
   * @throws ArchiveException with all that is wrong
   */
  static Bundle open(Path file, DatasetId id) {
    BundleProblems problems = new BundleProblems();
    try {
      ZipFile zip = BundleFile.open(file, problems);
      try {
        ManifestReader.Contents contents = check(zip, id, problems);
        if (!problems.isEmpty()) {
          throw problems.refusal(file, id);
        }
        return new Bundle(file, id, zip, contents);
      } catch (IOException | RuntimeException e) {
        close(zip);
        throw e;
      }
    } catch (IOException e) {
      problems.add("it is no ZIP file, or cut off: " + e.getMessage());
      throw problems.refusal(file, id);
    }
  }

  private static ManifestReader.Contents check(ZipFile zip, DatasetId id, BundleProblems problems)
      throws IOException {
    ManifestReader.Contents contents = manifest(zip, problems);
    if (problems.isEmpty()) {
      if (!contents.dataset().equals(id.value())) {
        problems.add("it is of dataset " + BundleProblems.quoted(contents.dataset()));
      }
      checkParts(zip, contents, problems);
    }
    return contents;
  }

  private static ManifestReader.Contents manifest(ZipFile zip, BundleProblems problems)
      throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.FILE);
    if (entry == null) {
      problems.add("it has no '" + Manifest.FILE + "'");
      return ManifestReader.Contents.NONE;
    }
    try (CountingInputStream in =
        new CountingInputStream(ByteStreams.limit(zip.getInputStream(entry), MAX_MANIFEST + 1))) {
      ManifestReader.Contents contents = ManifestReader.read(in, problems);
      if (in.getCount() > MAX_MANIFEST) {
        problems.add("its manifest is larger than %,d bytes".formatted(MAX_MANIFEST));
      }
      return contents;
    }
  }

  private static void checkParts(
      ZipFile zip, ManifestReader.Contents contents, BundleProblems problems) {
    Set<String> files =
        zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
    files.remove(Manifest.FILE);
    for (PartSummary part : contents.parts()) {
      if (files.remove(part.file())) {
        checkPart(zip, part, problems);
      } else {
        problems.add("'" + part.file() + "' is missing");
      }
    }
    files.forEach(name -> problems.add(BundleProblems.quoted(name) + " is not in its manifest"));
  }

  private static void checkPart(ZipFile zip, PartSummary part, BundleProblems problems) {
    try (InputStream raw = zip.getInputStream(zip.getEntry(part.file()))) {
      // One byte more than it must have tells a bomb from a part without reading all of it.
      CountingInputStream counted =
          new CountingInputStream(ByteStreams.limit(raw, part.bytes() + 1));
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

  /**
   * Reads every entry, and does nothing with it.
   *
   * @throws ArchiveException if a line is no entry, or there are more or less than there must be
   */
  void readThrough() {
    try {
      Iterator<ArchiveEntry> entries = entries();
      while (entries.hasNext()) {
        ArchiveEntry entry = entries.next();
        if (entry instanceof ArchiveEntry.Control control && control.version() != contents.live()) {
          throw refusal(
              "its manifest says that version %d is live, its part 'control' says %d"
                  .formatted(contents.live(), control.version()));
        }
      }
    } catch (InvalidException | UncheckedIOException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private ArchiveException refusal(String problem) {
    BundleProblems problems = new BundleProblems();
    problems.add(problem);
    return problems.refusal(file, id);
  }

  /** Every entry in the order it was written. */
  Iterator<ArchiveEntry> entries() {
    return new BundleEntries(zip, contents.parts());
  }

  /** The version under which the rows are to be read. */
  int live() {
    return contents.live();
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
