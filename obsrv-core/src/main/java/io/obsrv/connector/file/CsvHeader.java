package io.obsrv.connector.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names the columns of a CSV file. */
final class CsvHeader {
  private CsvHeader() {}

  /** One name for each cell, no name twice, none empty; names that can stay as they are do. */
  static List<String> names(List<String> cells) {
    Set<String> written = new HashSet<>(cells);
    Set<String> taken = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String cell : cells) {
      boolean asItIs = !cell.isEmpty() && !taken.contains(cell);
      String base = cell.isEmpty() ? "column" + (names.size() + 1) : cell;
      String name =
          asItIs || (cell.isEmpty() && !written.contains(base)) ? base : free(base, written, taken);
      taken.add(name);
      names.add(name);
    }
    return names;
  }

  private static String free(String base, Set<String> written, Set<String> taken) {
    int n = 2;
    while (written.contains(base + "_" + n) || taken.contains(base + "_" + n)) {
      n++;
    }
    return base + "_" + n;
  }
}
