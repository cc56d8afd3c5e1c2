package io.obsrv.pipeline;

import static io.obsrv.pipeline.Stages.orders;
import static io.obsrv.pipeline.Stages.process;
import static io.obsrv.pipeline.Stages.rejections;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.event.Candidate;
import io.obsrv.event.EnvelopeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
  @Test
  void a_bad_element_is_bad_alone_and_kept_byte_for_byte() {
    Processed processed =
        process(
            orders().envelope("data.events", "batch").maxEventBytes(60),
            "{'data': {'x': [1], 'events': [{'id': 'a'}, {'id':  5}, 7, {'id': 'b', 'id': 'c'}, {'id': 'd', 'card': '%s'}, {'id': 'e'}]}, 'batch': 'b-1'}"
                .formatted("x".repeat(60)),
            "{'batch': 12, 'data': {'events': []}}",
            "{'batch': 'b-3', 'data': {'events': [{'id': 'f'}]}}");

    assertThat(processed.candidates()).extracting(Candidate::index).containsExactly(0, 5, 6);
    assertThat(rejections(processed))
        .containsExactly(
            "1 VALIDATE WRONG_TYPE /id integer found, string expected",
            "2 EXTRACT NOT_AN_OBJECT  record is JSON of type number, must be an object",
            "3 EXTRACT DUPLICATE_FIELD  Duplicate field 'id' for `ObjectNode`: not allowed when `DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY` enabled",
            "4 EXTRACT TOO_LARGE  record has 83 bytes, the dataset takes at most 60");
    assertThat(new String(processed.rejected().get(0).record().raw(), UTF_8))
        .isEqualTo("{\"id\":  5}");
    assertThat(processed.envelopes())
        .containsExactly(
            new EnvelopeRange("b-1", 0, 6),
            new EnvelopeRange("12", 6, 6),
            new EnvelopeRange("b-3", 6, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "{'batch': 'b'} | MISSING_FIELD  envelope has no field 'events', must have an array of records there",
        "{'events': []} | MISSING_FIELD  envelope has no field 'batch', must name its batch there",
        "{'events': {}, 'batch': 'b'} | WRONG_TYPE  field 'events' of the envelope is not an array of records",
        "{'events': [], 'batch': null} | WRONG_TYPE  field 'batch' of the envelope is not a text or number",
        "{'events': [], 'batch': ' '} | CONSTRAINT  field 'batch' of the envelope is ' ', must have 1 to 200",
        "{'events': [{'id': 'a'}], 'batch': 'b', 'events': []} | DUPLICATE_FIELD  envelope has field 'events' twice",
        "{'events': [{'id': 'a'}, | MALFORMED_JSON  envelope is not JSON",
        "{'events': [], 'batch': 'b'} x | MALFORMED_JSON  envelope is not JSON",
        "[] | NOT_AN_OBJECT  envelope is not a JSON object"
      })
  void an_envelope_that_cannot_be_opened_is_quarantined_itself(String json, String problem) {
    Processed processed =
        process(
            orders().envelope("events", "batch"), json, "{'batch': 'c', 'events': [{'id': 'z'}]}");

    assertThat(rejections(processed)).hasSize(1);
    assertThat(rejections(processed)[0]).startsWith("0 EXTRACT " + problem);
    assertThat(new String(processed.rejected().get(0).record().raw(), UTF_8))
        .isEqualTo(json.replace('\'', '"'));
    assertThat(processed.candidates()).extracting(Candidate::index).containsExactly(1);
    assertThat(processed.envelopes()).containsExactly(new EnvelopeRange("c", 1, 2));
  }
}
