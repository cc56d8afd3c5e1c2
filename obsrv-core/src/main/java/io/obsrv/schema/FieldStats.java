package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen of one field. Mutable, for one thread; its size does not grow with the records. */
final class FieldStats {
  final List<String> path;
  final KindCounts json = new KindCounts();
  final KindCounts cells = new KindCounts();
  final NumberStats numbers = new NumberStats();
  final DoubtStats doubts = new DoubtStats();
  final TextStats texts = new TextStats();
  final ObjectStats object;
  final Optional<TimeStats> times;

  private final Observation seen;
  private @Nullable Sighting firstText;
  private long nulls;
  private long unstorable;

  FieldStats(List<String> path, Observation seen) {
    this.path = List.copyOf(path);
    this.seen = seen;
    this.object = new ObjectStats(this.path, seen);
    this.times = seen.hints().time(flattened());
  }

  void add(JsonNode value) {
    if (value.isNull()) {
      nulls++;
      return;
    }
    ValueKind kind = ValueKind.of(value);
    json.add(kind);
    switch (kind) {
      case STRING -> {
        texts.addValue(value.asText());
        addText(value.asText(), value.asText());
      }
      case INTEGER, NUMBER -> addNumber(value);
      case OBJECT -> object.add(value);
      case BOOLEAN, ARRAY -> {}
    }
  }

  void addCell(String text) {
    CellText cell = CellText.of(text);
    cells.add(cell.kind());
    String stripped = text.strip();
    texts.addValue(text);
    if (cell.doubt().isPresent()) {
      doubts.add(cell, cell.doubt().get(), seen.sighting(text));
      texts.addText(stripped);
      times.ifPresent(time -> time.add(stripped, seen.sighting(text)));
    } else if (cell.kind() == ValueKind.STRING) {
      addText(text, stripped);
    } else {
      cell.number().ifPresent(numbers::add);
      times.ifPresent(time -> time.addCell(cell, stripped, seen.sighting(text)));
    }
  }

  private void addText(String text, String stripped) {
    if (firstText == null) {
      firstText = seen.sighting(text);
    }
    texts.addText(stripped);
    times.ifPresent(time -> time.add(stripped, seen.sighting(text)));
    if (!StorableText.isStorable(text)) {
      unstorable++;
    }
  }

  private void addNumber(JsonNode value) {
    if (!StorableNumber.isStorable(value)) {
      unstorable++;
      return;
    }
    numbers.add(value);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      times.ifPresent(time -> time.add(value.longValue(), seen.sighting(value.asText())));
    }
  }

  /** Whether the field is an object to be flattened. */
  boolean isNested() {
    return counts().kinds().equals(EnumSet.of(ValueKind.OBJECT)) && object.isFlattened();
  }

  /** How many columns the field becomes. */
  int columns() {
    return isNested() ? object.columns() : 1;
  }

  boolean isNumericWanted() {
    return seen.hints().isNumeric(flattened());
  }

  String flattened() {
    return ColumnName.flattened(path);
  }

  KindCounts counts() {
    return json.plus(cells);
  }

  /** Values besides null. */
  long values() {
    return json.total() + cells.total();
  }

  boolean hasNull() {
    return nulls > 0;
  }

  /** The first text that is no number. */
  Optional<Sighting> firstText() {
    return Optional.ofNullable(firstText);
  }

  /** Values that no schema lets pass. */
  long unstorable() {
    return unstorable;
  }
}
