package io.obsrv.event;

import io.obsrv.schema.CanonicalJson;
import io.obsrv.schema.JsonText;
import java.util.Map;
import java.util.function.Function;

/**
 * Entries of a dump as lines of JSON and back. Every entry has one line, and no other is read: the
 * same dataset in the same store always gives the same bytes.
 */
public final class ArchiveJson {
  private static final Map<String, Function<ArchiveLine, ArchiveEntry>> READERS =
      Map.ofEntries(
          Map.entry("columns", ArchiveReader::column),
          Map.entry("rows", ArchiveReader::row),
          Map.entry("keys", ArchiveReader::key),
          Map.entry("removals", ArchiveReader::removal),
          Map.entry("claims", ArchiveReader::claim),
          Map.entry("floors", ArchiveReader::floor),
          Map.entry("groups", ArchiveReader::group),
          Map.entry("quarantine", ArchiveReader::quarantined),
          Map.entry("trail", ArchiveReader::trail),
          Map.entry("batches", ArchiveReader::batch),
          Map.entry("checkpoints", ArchiveReader::split),
          Map.entry("deliveries", ArchiveReader::delivery),
          Map.entry("connectors", ArchiveReader::connector),
          Map.entry("connector_trail", ArchiveReader::connectorTrail),
          Map.entry("control", ArchiveReader::control));

  private ArchiveJson() {}

  /**
   * Writes an entry.
   *
   * @param entry the entry
   * @return one line, without the end of the line
   */
  public static String write(ArchiveEntry entry) {
    return JsonText.write(ArchiveWriter.json(entry));
  }

  /**
   * Writes what an entry says, to be compared and not to be read.
   *
   * @param entry the entry
   * @return equal for entries that say the same, whichever store they come from: JSON of a row is
   *     written by its value
   */
  public static String canonical(ArchiveEntry entry) {
    return CanonicalJson.write(ArchiveWriter.json(entry));
  }

  /**
   * Reads an entry.
   *
   * @param part the part it belongs to
   * @param line what {@link #write} wrote
   * @return the entry
   * @throws io.obsrv.error.InvalidException if it is anything else; says which part and field
   */
  public static ArchiveEntry read(String part, String line) {
    Function<ArchiveLine, ArchiveEntry> reader = READERS.get(part);
    if (reader == null) {
      throw ArchiveLine.refusal(
          part, "", "the part is not known, must be one of " + ArchiveEntry.PARTS);
    }
    ArchiveEntry entry = read(reader, ArchiveLine.parse(part, line));
    if (!write(entry).equals(line)) {
      throw ArchiveLine.refusal(
          part, "", "is not as this library writes it: a field too many, or another form of one");
    }
    return entry;
  }

  private static ArchiveEntry read(Function<ArchiveLine, ArchiveEntry> reader, ArchiveLine line) {
    try {
      return reader.apply(line);
    } catch (IllegalArgumentException e) {
      throw ArchiveLine.refusal(line.part(), "", String.valueOf(e.getMessage()));
    }
  }
}
