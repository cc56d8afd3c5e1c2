package io.obsrv.archive;

import static io.obsrv.archive.BundleProblems.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.obsrv.event.ArchiveEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads of a manifest what its bundle is read by, and passes over the rest in as much memory as the
 * longest text in it takes. Used once, by one thread.
 */
final class ManifestReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2_000).build())
          .build();

  private static final Set<String> FIELDS =
      Set.of("format", "dataset", "live", "library", "writtenAt", "parts", "versions", "audit");
  private static final Set<String> FIELDS_OF_PART = Set.of("name", "entries", "bytes", "sha256");

  private final JsonParser parser;
  private final BundleProblems problems;
  private final List<PartSummary> parts = new ArrayList<>();
  private String dataset = "";
  private int live;

  private ManifestReader(JsonParser parser, BundleProblems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** What is read of a manifest again. */
  record Contents(String dataset, int live, List<PartSummary> parts) {
    static final Contents NONE = new Contents("", 0, List.of());
  }

  /** Reads the field that the parser has come to. */
  private interface FieldReader {
    void read(String name) throws IOException;
  }

  /**
   * Reads what a bundle is read by.
   *
   * @param problems collects what is wrong
   */
  static Contents read(InputStream json, BundleProblems problems) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      ManifestReader reader = new ManifestReader(parser, problems);
      reader.read();
      return new Contents(reader.dataset, reader.live, List.copyOf(reader.parts));
    } catch (JsonProcessingException e) {
      String what = e.getOriginalMessage().lines().findFirst().orElse("");
      problems.add("its manifest is not JSON: " + what);
      return Contents.NONE;
    }
  }

  private void read() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add("its manifest is no JSON object");
      return;
    }
    fields("its manifest", FIELDS, this::field);
    if (parser.nextToken() != null) {
      problems.add("its manifest has more behind the JSON object");
    }
    parts.removeIf(part -> part.name().isEmpty());
    List<String> names = parts.stream().map(PartSummary::name).toList();
    if (!names.equals(ArchiveEntry.PARTS.stream().filter(names::contains).toList())) {
      problems.add(
          "its manifest has the parts %s, must be some of %s, each once and in this order"
              .formatted(names, ArchiveEntry.PARTS));
    }
    Stream.of("columns", "control")
        .filter(name -> !names.contains(name))
        .forEach(name -> problems.add("its manifest has no part '%s'".formatted(name)));
  }

  /** Reads each field once, and no other. */
  private void fields(String subject, Set<String> known, FieldReader reader) throws IOException {
    Set<String> missing = new TreeSet<>(known);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (missing.remove(name)) {
        reader.read(name);
      } else {
        problems.add("%s has a field %s too many".formatted(subject, quoted(name)));
        parser.skipChildren();
      }
    }
    missing.forEach(name -> problems.add("%s has no field '%s'".formatted(subject, name)));
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "format" -> format(text("its format"));
      case "dataset" -> dataset = text("its dataset");
      case "live" -> live = (int) number("its live version", 1, Integer.MAX_VALUE);
      case "parts" -> parts();
      default -> parser.skipChildren();
    }
  }

  private void format(String found) {
    if (!found.equals(ManifestJson.FORMAT)) {
      problems.add("its format is %s, must be '%s'".formatted(quoted(found), ManifestJson.FORMAT));
    }
  }

  private void parts() throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      problems.add("its manifest has no list of parts");
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT
          && parts.size() < ArchiveEntry.PARTS.size()) {
        parts.add(new PartFields().read());
      } else {
        problems.add("its manifest lists what is no part, or more than there can be");
        parser.skipChildren();
      }
    }
  }

  /** What is said of one part. */
  private final class PartFields {
    private String name = "";
    private long entries;
    private long bytes;
    private String sha256 = "";

    PartSummary read() throws IOException {
      fields("a part in its manifest", FIELDS_OF_PART, this::field);
      return new PartSummary(name, entries, bytes, sha256);
    }

    private void field(String field) throws IOException {
      switch (field) {
        case "name" -> name = known(text("the name of a part"));
        case "entries" -> entries = number("the number of entries of a part", 1, Long.MAX_VALUE);
        case "bytes" -> bytes = number("the size of a part", 1, Long.MAX_VALUE - 1);
        default -> sha256 = text("the SHA-256 of a part");
      }
    }

    private String known(String found) {
      if (ArchiveEntry.PARTS.contains(found)) {
        return found;
      }
      problems.add(
          "its manifest has a part %s, must be one of %s"
              .formatted(quoted(found), ArchiveEntry.PARTS));
      return "";
    }
  }

  private String text(String subject) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    problems.add(subject + " is no text, must be one");
    parser.skipChildren();
    return "";
  }

  private long number(String subject, long least, long most) throws IOException {
    boolean isLong =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (isLong && parser.getLongValue() >= least && parser.getLongValue() <= most) {
      return parser.getLongValue();
    }
    problems.add(
        "%s is something else, must be an integer from %d to %d".formatted(subject, least, most));
    parser.skipChildren();
    return least;
  }
}
