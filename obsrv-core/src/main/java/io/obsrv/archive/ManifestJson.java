package io.obsrv.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.schema.JsonText;

/** The JSON of a manifest; {@link ManifestReader} reads of it what a bundle is read by. */
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
}
