package io.obsrv.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import java.math.BigInteger;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of what a dump says, part by part: two stores of the same sums hold the same, even if
 * they write JSON, or sort texts, each in a way of its own. Of one thread.
 */
final class ContentDigest {
  /** Parts whose order means something that is not in the entries themselves. */
  private static final Set<String> ORDERED = Set.of("columns", "trail", "connector_trail");

  private final SortedMap<String, Part> parts = new TreeMap<>();

  /**
   * The sum of one part. Hashes are added and not combined bit by bit, so that an entry that is
   * there twice does not cancel itself out.
   */
  private static final class Part {
    private BigInteger sum = BigInteger.ZERO;
    private long entries;

    void add(String content) {
      HashCode hash = Hashing.sha256().hashString(content, UTF_8);
      sum = sum.add(new BigInteger(1, hash.asBytes()));
      entries++;
    }

    @Override
    public String toString() {
      return entries + " " + sum.toString(16);
    }
  }

  void add(ArchiveEntry entry) {
    Part part = parts.computeIfAbsent(entry.part(), name -> new Part());
    String content = ArchiveJson.canonical(entry);
    part.add(ORDERED.contains(entry.part()) ? part.entries + " " + content : content);
  }

  /** By part, how many entries it has and the sum of their SHA-256. */
  SortedMap<String, String> sums() {
    SortedMap<String, String> sums = new TreeMap<>();
    parts.forEach((name, part) -> sums.put(name, part.toString()));
    return sums;
  }
}
