package io.obsrv.dataset.odcs;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Contracts as text. Immutable, for every thread. */
final class ContractText {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private ContractText() {}

  /** Reads JSON, which begins with a brace, or YAML. */
  static JsonNode parse(String text) {
    try {
      if (text.stripLeading().startsWith("{")) {
        return JsonText.parse(text);
      }
      refuseAliases(text);
      return YAML.readTree(text);
    } catch (UncheckedIOException e) {
      throw unreadable("the text is not JSON: " + e.getMessage());
    } catch (JsonProcessingException e) {
      throw unreadable("the text is not YAML: " + message(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They would be read as the texts of their names. */
  private static void refuseAliases(String text) throws IOException {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw unreadable(
              "has the alias '*%s', must have what it stands for".formatted(parser.getText()));
        }
      }
    }
  }

  static String yaml(JsonNode contract) {
    try {
      return YAML.writeValueAsString(contract);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String json(JsonNode contract) {
    return JsonText.write(contract);
  }

  private static InvalidException unreadable(String message) {
    return new InvalidException(ContractReader.REFUSAL, List.of(new Problem("", message)));
  }

  private static String message(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String what = e.getOriginalMessage().lines().findFirst().orElse("");
    return at == null
        ? what
        : "%s (line %d, column %d)".formatted(what, at.getLineNr(), at.getColumnNr());
  }
}
