package io.obsrv.archive;

import com.google.common.hash.Hashing;
import io.obsrv.dataset.Archive;
import io.obsrv.dataset.DatasetId;
import io.obsrv.error.InvalidException;
import io.obsrv.event.ArchiveEntry;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of bundles. A file is there under its name only when it is whole. Has no state of
 * its own but the path; the library writes one bundle of a dataset at a time.
 */
public final class Bundles {
  private final Optional<Path> directory;
  private final Consumer<BundleStep> reached;

  private Bundles(Optional<Path> directory, Consumer<BundleStep> reached) {
    this.directory = directory;
    this.reached = reached;
  }

  /**
   * Bundles in a directory, which is made at the first.
   *
   * @param directory where
   * @return the bundles
   */
  public static Bundles in(Path directory) {
    return in(directory, step -> {});
  }

  /** Bundles that tell of each step, on the thread that does it. */
  static Bundles in(Path directory, Consumer<BundleStep> reached) {
    return new Bundles(Optional.of(directory), reached);
  }

  /**
   * No place for bundles.
   *
   * @return bundles that cannot be written, and say why
   */
  public static Bundles none() {
    return new Bundles(Optional.empty(), step -> {});
  }

  /**
   * A name that no other bundle has: two that are written at once do not touch each other.
   *
   * @param id the dataset
   * @param revision its revision
   * @return the name of a file; no other dataset has bundles of such names, since the name of none
   *     has a dot
   */
  public static String name(DatasetId id, long revision) {
    return "%s-%d.%s.zip".formatted(id, revision, UUID.randomUUID().toString().substring(0, 8));
  }

  /**
   * Writes a bundle under a temporary name, reads it back, and moves it into place.
   *
   * @param name the name of the file
   * @param manifest what it is of
   * @param contents gives every entry, part by part
   * @return the bundle
   * @throws ArchiveException if it cannot be written, or not be read back
   */
  public Archive write(String name, Manifest manifest, Consumer<Consumer<ArchiveEntry>> contents) {
    Path target = file(name);
    Path temporary = target.resolveSibling(name + ".part");
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      write(temporary, manifest, contents);
      reached.accept(BundleStep.WRITTEN);
      readThrough(temporary, manifest.id());
      String hash = hash(temporary);
      reached.accept(BundleStep.READ_BACK);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      reached.accept(BundleStep.MOVED);
      return new Archive(name, hash);
    } catch (IOException | UncheckedIOException e) {
      throw new ArchiveException(
          "Cannot write the bundle '%s' of dataset '%s': %s. Nothing was changed; see to the directory, then try again."
              .formatted(target, manifest.id(), e),
          e);
    }
  }

  private void write(Path file, Manifest manifest, Consumer<Consumer<ArchiveEntry>> contents)
      throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile());
        BundleWriter writer = new BundleWriter(out)) {
      reached.accept(BundleStep.OPENED);
      contents.accept(writer::add);
      writer.finish(manifest);
      out.getChannel().force(true);
    }
  }

  /**
   * Reads a bundle, after every byte of it was checked.
   *
   * @param archive the bundle
   * @param id the dataset it must be of
   * @param reader is given its entries, and the version to read its rows under
   * @throws ArchiveException if it is not what was written, and the reader is not called; or if the
   *     reader refuses what is in it
   */
  public void read(Archive archive, DatasetId id, ObjIntConsumer<Iterator<ArchiveEntry>> reader) {
    Path file = file(archive.file());
    check(file, archive, id);
    try (Bundle bundle = Bundle.open(file, id)) {
      reader.accept(bundle.entries(), bundle.live());
    } catch (UncheckedIOException | InvalidException e) {
      throw new ArchiveException(
          "The bundle '%s' of dataset '%s' cannot be read to its end, and nothing was kept: %s. Bring back a good copy of the file, then try again."
              .formatted(file, id, e.getMessage()),
          e);
    }
  }

  /**
   * Checks every byte of a bundle, and that every entry can be read.
   *
   * @param archive the bundle
   * @param id the dataset it must be of
   * @throws ArchiveException if it is not what was written
   */
  public void check(Archive archive, DatasetId id) {
    Path file = file(archive.file());
    check(file, archive, id);
    readThrough(file, id);
  }

  private static void readThrough(Path file, DatasetId id) {
    try (Bundle bundle = Bundle.open(file, id)) {
      bundle.readThrough();
    }
  }

  private static void check(Path file, Archive archive, DatasetId id) {
    String found;
    try {
      found = hash(file);
    } catch (IOException e) {
      throw new ArchiveException(
          "The bundle '%s' of dataset '%s' cannot be read: %s. Bring the file back, then try again."
              .formatted(file, id, e),
          e);
    }
    if (!found.equals(archive.sha256())) {
      throw new ArchiveException(
          "The bundle '%s' of dataset '%s' is not what was written: its SHA-256 is %s, must be %s. Nothing was changed; bring back a good copy of the file, then try again."
              .formatted(file, id, found, archive.sha256()),
          null);
    }
  }

  /**
   * Removes a bundle, and what is left of an attempt to write one of its name. Can be repeated.
   *
   * @param name the name of the file
   */
  public void remove(String name) {
    try {
      for (Path file : List.of(file(name), file(name + ".part"))) {
        if (Files.deleteIfExists(file)) {
          reached.accept(BundleStep.REMOVED);
        }
      }
    } catch (IOException e) {
      throw new ArchiveException(
          "Cannot remove the bundle '%s': %s. See to the directory, then try again."
              .formatted(file(name), e),
          e);
    }
  }

  /**
   * Removes all bundles of a dataset, and what is left of attempts to write one. Can be repeated.
   *
   * @param id the dataset
   */
  public void removeAll(DatasetId id) {
    files(id).forEach(file -> remove(file.getFileName().toString()));
  }

  /**
   * Removes all bundles of a dataset but one, and those of later revisions: a process that comes
   * late with this does not touch what others have written meanwhile. Can be repeated.
   *
   * @param id the dataset
   * @param kept the name of the file that stays
   */
  public void removeOthers(DatasetId id, String kept) {
    Pattern own = own(id);
    BigInteger last = revision(own, kept);
    files(id).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.equals(kept) && revision(own, name).compareTo(last) <= 0)
        .forEach(this::remove);
  }

  private static Pattern own(DatasetId id) {
    return Pattern.compile(Pattern.quote(id.value()) + "-(\\d+)(\\.[0-9a-f]{8})?\\.zip(\\.part)?");
  }

  private static BigInteger revision(Pattern own, String name) {
    Matcher matcher = own.matcher(name);
    return matcher.matches() ? new BigInteger(matcher.group(1)) : BigInteger.ZERO;
  }

  /**
   * Looks for the bundles of a dataset, and what is left of attempts to write one.
   *
   * @param id the dataset
   * @return the files in the order of their names
   */
  public List<Path> files(DatasetId id) {
    if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
      return List.of();
    }
    Pattern own = own(id);
    try (Stream<Path> files = Files.list(directory.get())) {
      return files
          .filter(file -> own.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ArchiveException(
          "Cannot look for the bundles of dataset '%s' in '%s': %s. See to the directory, then try again."
              .formatted(id, directory.get(), e),
          e);
    }
  }

  private Path file(String name) {
    return directory
        .orElseThrow(
            () ->
                new ArchiveException(
                    "There is no directory for bundles. Name one with Obsrv.on(…).archives(directory), or location(…, directory) for those of a location.",
                    null))
        .resolve(name);
  }

  private static String hash(Path file) throws IOException {
    return com.google.common.io.Files.asByteSource(file.toFile()).hash(Hashing.sha256()).toString();
  }
}
