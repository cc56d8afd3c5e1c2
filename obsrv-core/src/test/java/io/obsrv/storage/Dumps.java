package io.obsrv.storage;

import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.ArchiveJson;
import io.obsrv.event.Layout;
import java.util.ArrayList;
import java.util.List;

/** Dumps as the lines of a file: part, blank, JSON. */
final class Dumps {
  private Dumps() {}

  static List<String> lines(Storage storage, Layout layout) {
    List<String> lines = new ArrayList<>();
    storage
        .archives()
        .dump(layout, entry -> lines.add(entry.part() + " " + ArchiveJson.write(entry)));
    return lines;
  }

  static void restore(Storage storage, Layout layout, List<String> lines) {
    storage.archives().restore(layout, lines.stream().map(Dumps::entry).iterator());
  }

  private static ArchiveEntry entry(String line) {
    int blank = line.indexOf(' ');
    return ArchiveJson.read(line.substring(0, blank), line.substring(blank + 1));
  }

  /** The dump, through another storage in which it was restored. */
  static List<String> through(Storage other, Layout layout, List<String> lines) {
    restore(other, layout, lines);
    return lines(other, layout);
  }
}
