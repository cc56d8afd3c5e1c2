package io.obsrv.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of what a dump says, part by part: two stores of the same sums hold the same. Of one
 * thread.
 */
final class ContentDigest {
  private final SortedMap<String, Part> parts = new TreeMap<>();

  /** The sum of one part. */
  private static final class Part {
    private final Hasher hasher = Hashing.sha256().newHasher();
    private long entries;
  }

  void add(ArchiveEntry entry) {
    Part part = parts.computeIfAbsent(entry.part(), name -> new Part());
    part.hasher.putString(ArchiveJson.write(entry), UTF_8).putByte((byte) '\n');
    part.entries++;
  }

  /** By part, how many entries it has and their SHA-256. To be called once, at the end. */
  SortedMap<String, String> sums() {
    SortedMap<String, String> sums = new TreeMap<>();
    parts.forEach((name, part) -> sums.put(name, part.entries + " " + part.hasher.hash()));
    return sums;
  }
}
