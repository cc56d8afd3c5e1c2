package io.obsrv.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.error.Problems;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a document of datasets, collecting every problem. Used once, by one thread. */
final class DocumentReader {
  /** Far from where the next number would be none. */
  private static final int MAX_NUMBER = 1_000_000_000;

  private static final String REFUSAL = "The document of datasets cannot be read";

  private final JsonNode json;
  private final Problems problems = new Problems();
  private final SortedMap<DatasetId, SortedMap<Integer, DatasetDefinition>> datasets =
      new TreeMap<>();

  DocumentReader(String text) {
    try {
      json = JsonText.parse(text);
    } catch (UncheckedIOException e) {
      throw new InvalidException(
          REFUSAL, List.of(new Problem("", "the text is not JSON: " + e.getMessage())));
    }
  }

  DatasetDocument read() {
    Settings settings =
        new Settings(json, Set.of("format", "datasets"), "a document of datasets", problems)
            .require("format", "datasets");
    settings.oneOf("format", new String[] {DatasetDocument.FORMAT}, format -> format, format -> {});
    int[] position = {0};
    settings.array("datasets").forEach(dataset -> dataset(dataset, position[0]++));
    problems.refuseIfAny(REFUSAL);
    return new DatasetDocument(datasets);
  }

  private void dataset(JsonNode dataset, int position) {
    Problems here = problems.under("datasets").under(Integer.toString(position));
    Settings settings =
        new Settings(dataset, Set.of("id", "versions"), "a dataset of a document", here)
            .require("id", "versions");
    settings.text(
        "id",
        value -> {
          try {
            DatasetId id = DatasetId.of(value);
            if (datasets.put(id, new TreeMap<>()) != null) {
              here.add("id", "'" + id + "' is there twice, must be there once");
            }
          } catch (InvalidException e) {
            here.addAll(e.problems());
          }
        });
    String id = dataset.path("id").asText();
    SortedMap<Integer, DatasetDefinition> versions = new TreeMap<>();
    int before = problems.list().size();
    settings.array("versions").forEach(version -> version(id, version, versions, here));
    if (versions.isEmpty() && problems.list().size() == before && dataset.has("versions")) {
      here.add("versions", "is empty, must have a version");
    }
    datasets.entrySet().stream()
        .filter(entry -> entry.getKey().value().equals(id))
        .forEach(entry -> entry.getValue().putAll(versions));
  }

  private void version(
      String id, JsonNode json, SortedMap<Integer, DatasetDefinition> versions, Problems dataset) {
    Problems here =
        dataset
            .under("versions")
            .under(json.path("number").isInt() ? json.path("number").asText() : "?");
    Settings settings =
        new Settings(json, Set.of("number", "definition"), "a version", here)
            .require("number", "definition");
    if (!json.has("definition")) {
      return;
    }
    try {
      DatasetDefinition definition = DefinitionJson.read(JsonText.write(json.path("definition")));
      if (!definition.id().value().equals(id)) {
        here.add(
            "definition/id",
            "is '%s', must be '%s' as its dataset is".formatted(definition.id(), id));
      }
      settings.integer("number", number -> number(number, definition, versions, here));
    } catch (InvalidException e) {
      here.under("definition").addAll(e.problems());
    }
  }

  private static void number(
      int number,
      DatasetDefinition definition,
      SortedMap<Integer, DatasetDefinition> versions,
      Problems here) {
    if (number < 1 || number > MAX_NUMBER) {
      here.add("number", "is " + number + ", must be 1 to " + MAX_NUMBER);
    } else if (!versions.isEmpty() && number <= versions.lastKey()) {
      here.add(
          "number",
          "is %d behind %d, must be higher than that".formatted(number, versions.lastKey()));
    }
    versions.put(number, definition);
  }
}
