package io.obsrv.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.event.ArchiveEntry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The ZIP file of a bundle as it was written: nothing before its first file or behind its
 * directory, and no name twice. Others read ZIP files in other ways, and would find other things.
 */
final class BundleFile {
  private static final byte[] BEGIN = {'P', 'K', 3, 4};

  /** The record at the end of a ZIP file that has no comment: from APPNOTE 6.3, section 4.3.16. */
  private static final byte[] END = {'P', 'K', 5, 6};

  private static final int END_SIZE = 22;
  private static final int DIRECTORY_SIZE = 12;
  private static final int DIRECTORY_OFFSET = 16;

  /** A file of more than 4 GiB says it elsewhere. */
  private static final long IN_ZIP64 = 0xFFFF_FFFFL;

  private static final int MAX_FILES = ArchiveEntry.PARTS.size() + 1;

  private BundleFile() {}

  /**
   * Opens a file.
   *
   * @param problems collects what is wrong with it
   * @throws IOException if it is no ZIP file at all
   */
  static ZipFile open(Path file, BundleProblems problems) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile(), UTF_8);
      ends(file, problems);
      names(zip, problems);
      return zip;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void ends(Path path, BundleProblems problems) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] begin = new byte[BEGIN.length];
      file.readFully(begin);
      byte[] end = new byte[END_SIZE];
      file.seek(Math.max(0, file.length() - END_SIZE));
      file.readFully(end);
      boolean hasComment = end[END_SIZE - 2] != 0 || end[END_SIZE - 1] != 0;
      if (!Arrays.equals(Arrays.copyOf(end, END.length), END) || hasComment) {
        problems.add("it has something behind its last file");
      } else if (!Arrays.equals(begin, BEGIN) || !reachesBack(end, file.length())) {
        problems.add("it has something before its first file");
      }
    }
  }

  /** Whether the directory is where the file's end says, counted from the file's begin. */
  private static boolean reachesBack(byte[] end, long length) {
    ByteBuffer fields = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
    long size = Integer.toUnsignedLong(fields.getInt(DIRECTORY_SIZE));
    long offset = Integer.toUnsignedLong(fields.getInt(DIRECTORY_OFFSET));
    return offset == IN_ZIP64 || offset + size + END_SIZE == length;
  }

  private static void names(ZipFile zip, BundleProblems problems) {
    if (zip.size() > MAX_FILES) {
      problems.add("it has %,d files, must have %d at most".formatted(zip.size(), MAX_FILES));
      return;
    }
    Set<String> names = new HashSet<>();
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> !names.add(name))
        .forEach(name -> problems.add(BundleProblems.quoted(name) + " is there twice"));
  }
}
