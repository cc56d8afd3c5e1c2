package io.obsrv.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.schema.JsonText;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Datasets on their way from one store to another: what was declared, and nothing that belongs to
 * the store it comes from, such as rows, reviews or secrets. Its canonical text is JSON.
 *
 * @param datasets the definitions of each dataset, by version; each has at least one
 */
public record DatasetDocument(
    SortedMap<DatasetId, SortedMap<Integer, DatasetDefinition>> datasets) {
  static final String FORMAT = "obsrv-datasets-1";

  /** Copies the maps. */
  public DatasetDocument {
    SortedMap<DatasetId, SortedMap<Integer, DatasetDefinition>> copy = new TreeMap<>();
    datasets.forEach(
        (id, versions) -> copy.put(id, Collections.unmodifiableSortedMap(new TreeMap<>(versions))));
    datasets = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * Reads a document.
   *
   * @param text what {@link #write} wrote, or somebody who may mean no good
   * @return the document
   * @throws io.obsrv.error.InvalidException with all problems of the document and the definitions
   *     in it
   */
  public static DatasetDocument read(String text) {
    return new DocumentReader(text).read();
  }

  /**
   * Writes the document.
   *
   * @return its canonical text: equal documents have equal texts
   */
  public String write() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    ArrayNode all = json.putArray("datasets");
    for (Map.Entry<DatasetId, SortedMap<Integer, DatasetDefinition>> dataset :
        datasets.entrySet()) {
      ArrayNode versions = all.addObject().put("id", dataset.getKey().value()).putArray("versions");
      dataset
          .getValue()
          .forEach(
              (number, definition) ->
                  versions
                      .addObject()
                      .put("number", number)
                      .set("definition", JsonText.parse(DefinitionJson.write(definition))));
    }
    return JsonText.write(json);
  }
}
