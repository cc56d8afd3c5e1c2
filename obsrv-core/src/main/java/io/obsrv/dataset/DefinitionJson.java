package io.obsrv.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.obsrv.error.InvalidException;
import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Retention;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.JsonText;

/**
 * The canonical JSON form of a definition: one text per definition, every setting written out,
 * fields in a fixed order. A setting that came with a later release is written only where it is
 * declared, so that the hashes of definitions, to which approvals are bound, stay as they were.
 */
public final class DefinitionJson {
  private DefinitionJson() {}

  /**
   * Writes a definition.
   *
   * @param definition the definition
   * @return its canonical text
   */
  public static String write(DatasetDefinition definition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", definition.id().value());
    json.put("kind", definition.kind().name());
    json.put("description", definition.description());
    json.put("owner", definition.owner());
    definition.tags().forEach(json.putArray("tags")::add);
    json.put("fourEyes", definition.fourEyes());
    json.set("schema", definition.schema().document());
    json.put("compatibility", definition.compatibility().name());
    json.put("validation", definition.mode().name());
    definition.key().forEach(json.putArray("key")::add);
    json.put("dedupWindow", definition.dedupWindow().toString());
    json.put("time", definition.time().orElse(null));
    json.put("zone", definition.zone().getId());
    definition.retention().ifPresent(retention -> json.set("retention", retention(retention)));
    if (!definition.location().isHome()) {
      json.put("location", definition.location().name());
    }
    json.set("deletedWhen", ConditionJson.write(definition.tombstone()));
    json.set("envelope", StagesJson.envelope(definition.envelope()));
    json.put("maxEventBytes", definition.maxEventBytes());
    json.set("scaling", scaling(definition.scaling()));
    ObjectNode sources = json.putObject("sources");
    definition.sources().forEach((name, config) -> connector(sources.putObject(name), config));
    ObjectNode destinations = json.putObject("destinations");
    definition
        .destinations()
        .forEach((name, config) -> connector(destinations.putObject(name), config));
    json.set("enrichments", StagesJson.enrichments(definition.enrichments()));
    json.set("transformations", StagesJson.transformations(definition.transformations()));
    json.set("rules", StagesJson.rules(definition.rules()));
    ArrayNode tables = json.putArray("tables");
    definition.tables().forEach(table -> tables.add(TableJson.write(table)));
    return JsonText.write(json);
  }

  /**
   * Reads a definition.
   *
   * @param text what {@link #write} wrote, or an author; a setting that is left out has its default
   * @return the definition
   * @throws InvalidException with all problems: unknown settings, values of a wrong form, or that
   *     the text is not JSON
   */
  public static DatasetDefinition read(String text) {
    return new DefinitionReader(text).read();
  }

  /**
   * The hash that an approval is bound to.
   *
   * @param definition the definition
   * @return the SHA-256 of its canonical text, in hexadecimal digits
   */
  public static String contentHash(DatasetDefinition definition) {
    return Hashing.sha256().hashString(write(definition), UTF_8).toString();
  }

  static DatasetDefinition renamed(DatasetDefinition definition, DatasetId id) {
    ObjectNode json = (ObjectNode) JsonText.parse(write(definition));
    return read(JsonText.write(json.put("id", id.value())));
  }

  private static ObjectNode retention(Retention retention) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("period", retention.period().toString())
        .put("by", retention.by().name());
  }

  private static ObjectNode scaling(Scaling scaling) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("batchSize", scaling.batchSize());
    json.put("pendingPushes", scaling.pendingPushes());
    json.put("workers", scaling.workers());
    if (scaling.recordsPerSecond().isPresent()) {
      json.put("recordsPerSecond", scaling.recordsPerSecond().getAsInt());
    } else {
      json.putNull("recordsPerSecond");
    }
    return json;
  }

  private static void connector(ObjectNode json, ConnectorConfig config) {
    json.put("type", config.type());
    config.options().forEach(json.putObject("options")::put);
  }
}
