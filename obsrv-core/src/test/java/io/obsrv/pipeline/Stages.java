package io.obsrv.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.Secret;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Candidate;
import io.obsrv.event.Event;
import io.obsrv.event.Layout;
import io.obsrv.schema.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests of the stages have in common: a schema, definitions of it, keys, and batches. */
final class Stages {
  static final Schema SCHEMA =
      Schema.parse(
          """
          {"type": "object", "required": ["id"], "properties": {
            "id": {"type": "string"}, "customer": {"type": "integer"},
            "segment": {"type": "string"}, "since": {"type": "string", "format": "date"},
            "amount": {"type": "number"}, "total": {"type": "number"}, "card": {"type": "string"},
            "tags": {"type": "array"},
            "in": {"type": "object", "properties": {"deep": {"type": "string"}}}}}
          """);

  static final Secret KEY = new Secret("k1", "0123456789abcdef0123456789abcdef".getBytes(UTF_8));
  static final SecretResolver SECRETS =
      name -> name.equals("pii") ? Optional.of(KEY) : Optional.empty();

  private Stages() {}

  static DefinitionBuilder orders() {
    return DatasetDefinition.named("orders").schema(SCHEMA).key("id");
  }

  static Layout layout(DefinitionBuilder definition) {
    return Layout.of(DatasetVersion.draft(1, definition.build(), "asha", Instant.EPOCH));
  }

  static Pipeline pipeline(DefinitionBuilder definition) {
    return new Pipeline(layout(definition), MasterRows.none(), SECRETS);
  }

  static Processed process(DefinitionBuilder definition, String... records) {
    return process(pipeline(definition), records);
  }

  static Processed process(Pipeline pipeline, String... records) {
    return process(pipeline, Parts.whole(), records);
  }

  static Processed process(Pipeline pipeline, Parts parts, String... records) {
    return pipeline.process(
        Stream.of(records).map(json -> Event.json(json.replace('\'', '"'))).toList(), parts);
  }

  static @Nullable Object value(Candidate candidate, String column) {
    return candidate.row().value(SCHEMA.indexOf(column));
  }

  /** What failed, as {@code index stage code path message}. */
  static String[] rejections(Processed processed) {
    return processed.rejected().stream()
        .map(
            each ->
                each.index()
                    + " "
                    + each.rejection().stage()
                    + " "
                    + each.rejection().code()
                    + " "
                    + each.rejection().path()
                    + " "
                    + each.rejection().message())
        .toArray(String[]::new);
  }
}
