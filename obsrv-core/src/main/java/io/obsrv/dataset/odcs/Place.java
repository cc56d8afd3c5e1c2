package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object of a contract, read strictly. Used once, by one thread.
 *
 * @param json the object
 * @param path where it is, for what is unused
 * @param problems where what is wrong with it is added
 * @param unused where what has no place in a dataset is added
 */
record Place(JsonNode json, String path, Problems problems, List<String> unused) {

  /** Tells of every word that the standard does not have here, or that has no meaning here. */
  Place of(Words words) {
    if (!json.isObject()) {
      problems.add("", "is " + json + ", must be an object");
    }
    for (String word : (Iterable<String>) json::fieldNames) {
      if (!words.knows(word)) {
        problems.add(word, "is no word of ODCS 3.1 here");
      } else if (!words.uses(word)) {
        unused.add(join(word));
      }
    }
    return this;
  }

  Place at(String word) {
    return new Place(json.path(word), join(word), problems.under(word), unused);
  }

  boolean has(String word) {
    return json.has(word);
  }

  Optional<String> text(String word) {
    JsonNode value = json.path(word);
    if (!value.isMissingNode() && !value.isTextual()) {
      problems.add(word, "is " + value + ", must be a text");
    }
    return Optional.ofNullable(value.textValue());
  }

  boolean flag(String word) {
    JsonNode value = json.path(word);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problems.add(word, "is " + value + ", must be true or false");
    }
    return value.asBoolean(false);
  }

  /** The objects of an array, each under its name, or its position if it has none. */
  List<Place> all(String word) {
    return all(word, "name");
  }

  /** The objects of an array, each under what a word in it says, or its position. */
  List<Place> all(String word, String naming) {
    JsonNode array = json.path(word);
    if (!array.isMissingNode() && !array.isArray()) {
      problems.add(word, "is " + array + ", must be an array");
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; array.isArray() && i < array.size(); i++) {
      String name = array.path(i).path(naming).asText(Integer.toString(i));
      places.add(
          new Place(
              array.path(i), join(word) + "/" + name, problems.under(word).under(name), unused));
    }
    return places;
  }

  /** The value of one custom property; those of other tools are unused. */
  Optional<JsonNode> custom(String property) {
    Optional<JsonNode> found = Optional.empty();
    for (Place custom : all("customProperties")) {
      String name = custom.json().path("property").asText();
      if (!name.equals(property)) {
        unused.add(join("customProperties") + "/" + name);
      } else if (found.isPresent()) {
        problems.add("customProperties", "has '" + property + "' twice, must have it once");
      } else {
        found = Optional.of(custom.json().path("value"));
      }
    }
    return found;
  }

  private String join(String word) {
    return path.isEmpty() ? word : path + "/" + word;
  }
}
