package io.obsrv.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.schema.JsonText;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The JSON of a manifest. What a bundle is read by is its id, its live version and its parts. */
final class ManifestJson {
  static final String FORMAT = "obsrv-archive-1";

  private ManifestJson() {}

  static String write(Manifest manifest) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT);
    json.put("dataset", manifest.id().value());
    json.put("live", manifest.live());
    json.put("library", manifest.library());
    json.put("writtenAt", manifest.writtenAt().toString());
    ArrayNode parts = json.putArray("parts");
    manifest
        .parts()
        .forEach(
            part ->
                parts
                    .addObject()
                    .put("name", part.name())
                    .put("entries", part.entries())
                    .put("bytes", part.bytes())
                    .put("sha256", part.sha256()));
    ArrayNode versions = json.putArray("versions");
    manifest.versions().forEach(version -> version(versions.addObject(), version));
    ArrayNode audit = json.putArray("audit");
    manifest.audit().forEach(entry -> entry(audit.addObject(), entry));
    return JsonText.write(json);
  }

  private static void version(ObjectNode json, DatasetVersion version) {
    json.put("number", version.number());
    json.put("status", version.status().name());
    json.put("author", version.author());
    json.put("createdAt", version.createdAt().toString());
    json.put("contentHash", version.contentHash());
    json.set("definition", JsonText.parse(DefinitionJson.write(version.definition())));
  }

  private static void entry(ObjectNode json, AuditEntry entry) {
    json.put("at", entry.at().toString());
    json.put("actor", entry.actor());
    json.put("verb", entry.verb().name());
    entry.version().ifPresent(version -> json.put("version", version));
    json.put("from", entry.from());
    json.put("to", entry.to());
    json.put("comment", entry.comment());
  }

  /** What is read of a manifest again. */
  record Contents(String dataset, int live, List<PartSummary> parts) {}

  /**
   * Reads what a bundle is read by.
   *
   * @param problems collects what is wrong
   */
  static Contents read(String text, List<String> problems) {
    JsonNode json = parse(text, problems);
    if (!json.path("format").asText().equals(FORMAT)) {
      problems.add(
          "its format is '%s', must be '%s'".formatted(json.path("format").asText(), FORMAT));
    }
    List<PartSummary> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode part : json.path("parts")) {
      String name = part.path("name").asText();
      if (!name.matches("[a-z][a-z_]{0,30}") || !names.add(name)) {
        problems.add("its manifest has a part '" + name + "', must be a name of its own");
      }
      parts.add(
          new PartSummary(
              name,
              part.path("entries").asLong(-1),
              part.path("bytes").asLong(-1),
              part.path("sha256").asText()));
    }
    return new Contents(json.path("dataset").asText(), json.path("live").asInt(), parts);
  }

  private static JsonNode parse(String text, List<String> problems) {
    try {
      return JsonText.parse(text);
    } catch (UncheckedIOException e) {
      problems.add("its manifest is not JSON: " + e.getMessage());
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
