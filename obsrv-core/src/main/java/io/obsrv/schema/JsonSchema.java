package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import io.obsrv.error.RejectionCode;
import java.util.List;
import java.util.Locale;

/**
 * A compiled JSON Schema 2020-12 with format assertions, and without any loading of remote schemas.
 * Thread-safe.
 */
final class JsonSchema {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** Named, because the validator warns of keywords it does not know. */
  private static final List<String> OWN_KEYWORDS =
      List.of(
          ColumnName.KEYWORD,
          AliasKeyword.KEYWORD,
          PiiKeyword.KEYWORD,
          ColumnKeywords.PRECISION,
          ColumnKeywords.SCALE,
          ColumnKeywords.TIME_PATTERN);

  private final com.networknt.schema.Schema compiled;

  private JsonSchema(com.networknt.schema.Schema compiled) {
    this.compiled = compiled;
  }

  static JsonSchema compile(JsonNode document) {
    com.networknt.schema.Schema schema = registry().getSchema(document);
    schema.initializeValidators();
    return new JsonSchema(schema);
  }

  /** The schema of schemas: the same for everyone, and slow to compile. */
  static JsonSchema metaSchema() {
    return MetaSchema.COMPILED;
  }

  List<Violation> violations(JsonNode value) {
    try {
      return compiled.validate(value).stream().map(JsonSchema::violation).distinct().toList();
    } catch (StackOverflowError e) {
      // A schema may refer to itself without end, and only a record shows that it does.
      return List.of(
          new Violation(RejectionCode.CONSTRAINT, "", "the schema refers to itself without end"));
    }
  }

  private static Violation violation(Error error) {
    String path = error.getInstanceLocation().toString();
    return switch (error.getKeyword()) {
      case "required" ->
          new Violation(
              RejectionCode.MISSING_FIELD, path + property(error), "required field is missing");
      case "additionalProperties", "unevaluatedProperties" ->
          new Violation(
              RejectionCode.UNKNOWN_FIELD, path + property(error), "field is not in the schema");
      case "type" -> new Violation(RejectionCode.WRONG_TYPE, path, error.getMessage());
      case "format" -> new Violation(RejectionCode.BAD_FORMAT, path, formatMessage(error));
      default -> new Violation(RejectionCode.CONSTRAINT, path, error.getMessage());
    };
  }

  private static String property(Error error) {
    return "/" + Pointer.escape(error.getProperty());
  }

  private static String formatMessage(Error error) {
    return TimeFormat.ASSERTED.stream()
        .filter(format -> List.of(error.getArguments()).contains(format.name()))
        .map(
            format -> Excerpt.of(error.getInstanceNode().asText()) + " is not " + format.expected())
        .findFirst()
        .orElseGet(error::getMessage);
  }

  private static SchemaRegistry registry() {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    Dialect dialect =
        Dialect.builder(Dialects.getDraft202012())
            .formats(TimeFormat.ASSERTED.stream().map(TimeFormatAssertion::new).toList())
            .keywords(OWN_KEYWORDS.stream().map(NonValidationKeyword::new).toList())
            .build();
    return SchemaRegistry.withDialect(dialect, builder -> builder.schemaRegistryConfig(config));
  }

  private static final class MetaSchema {
    static final JsonSchema COMPILED =
        new JsonSchema(registry().getSchema(SchemaLocation.of(DIALECT)));
  }
}
