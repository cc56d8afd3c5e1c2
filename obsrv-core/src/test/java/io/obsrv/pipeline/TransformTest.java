package io.obsrv.pipeline;

import static io.obsrv.pipeline.Stages.KEY;
import static io.obsrv.pipeline.Stages.orders;
import static io.obsrv.pipeline.Stages.process;
import static io.obsrv.pipeline.Stages.rejections;
import static io.obsrv.pipeline.Stages.value;
import static io.obsrv.table.Condition.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.connector.Secret;
import io.obsrv.connector.SecretResolver;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Candidate;
import io.obsrv.schema.JsonText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TransformTest {
  private static final DatasetId ORDERS = DatasetId.of("orders");

  @Test
  void one_transformation_uses_the_result_of_another_and_a_condition_skips() {
    Processed processed =
        process(
            orders()
                .transform("double", t -> t.jsonata("total", "amount * 2"))
                .transform("deep", t -> t.jsonata("in_deep", "'total ' & $string(total)"))
                .transform("tag", t -> t.jsonata("tags", "[in.deep]"))
                .transform("hide", t -> t.mask("card", 4).when(field("amount").atLeast(2))),
            "{'id': 'a', 'amount': 1.5, 'card': '1234567890'}",
            "{'id': 'b', 'amount': 2, 'card': '1234😀567'}",
            "{'id': 'c', 'amount': 3}");

    Candidate first = processed.candidates().get(0);
    assertThat(value(first, "total")).isEqualTo(3.0);
    assertThat(value(first, "in_deep")).isEqualTo("total 3");
    assertThat(value(first, "tags")).isEqualTo(JsonText.parse("[\"total 3\"]"));
    assertThat(processed.candidates())
        .extracting(each -> value(each, "card"))
        .containsExactly("1234567890", "****😀567", null);
  }

  @Test
  @Timeout(180)
  void what_fails_quarantines_its_record_or_leaves_null_with_a_warning() {
    String loop = "($f := function($x) { $f($x) }; id = 'bad' ? $f(1) : 5)";
    Processed strict =
        process(
            orders().transform("sum", t -> t.jsonata("total", loop)),
            "{'id': 'a'}",
            "{'id': 'bad'}",
            "{'id': 'c'}");
    assertThat(strict.candidates()).extracting(Candidate::index).containsExactly(0, 2);
    assertThat(rejections(strict))
        .containsExactly(
            "1 TRANSFORM TRANSFORMATION_FAILED /total transformation 'sum' took longer than 500 ms");

    Processed lenient =
        process(
            orders().transform("sum", t -> t.jsonata("total", "id").lenient()),
            "{'id': 'a', 'total': 5}");
    assertThat(value(lenient.candidates().get(0), "total")).isNull();
    assertThat(lenient.candidates().get(0).warnings()).containsExactly("sum");
  }

  @Test
  void an_encrypted_text_is_read_again_with_its_key_and_for_its_column_only() {
    Candidate candidate =
        process(
                orders().transform("seal", t -> t.encrypt("card", "pii")),
                "{'id': 'a', 'card': 'straße 1'}")
            .candidates()
            .get(0);
    String text = (String) value(candidate, "card");

    assertThat(text).matches("enc:k1:[A-Za-z0-9_-]+").doesNotContain("stra");
    assertThat(Ciphertexts.keyId(text)).isEqualTo("k1");
    assertThat(Ciphertexts.decrypt(text, ORDERS, "card", KEY)).isEqualTo("straße 1");
    assertThatThrownBy(() -> Ciphertexts.decrypt(text, ORDERS, "segment", KEY))
        .hasMessageStartingWith(
            "the text cannot be decrypted as of column 'segment' of dataset 'orders'");
    assertThatThrownBy(
            () -> Ciphertexts.decrypt(text, ORDERS, "card", new Secret("k2", KEY.bytes())))
        .hasMessage("the text is encrypted with key 'k1', the secret is key 'k2'");
    assertThatThrownBy(() -> Ciphertexts.decrypt("plain", ORDERS, "card", KEY))
        .hasMessageStartingWith("the text is not encrypted");
    assertThat(KEY).asString().isEqualTo("Secret[k1]");
  }

  @Test
  void equal_texts_have_equal_tokens() {
    Processed processed =
        process(
            orders().transform("token", t -> t.tokenise("card", "pii")),
            "{'id': 'a', 'card': 'x'}",
            "{'id': 'b', 'card': 'x'}",
            "{'id': 'c', 'card': 'y'}");

    Object first = value(processed.candidates().get(0), "card");
    assertThat((String) first).matches("tok_[A-Za-z0-9_-]{43}");
    assertThat(value(processed.candidates().get(1), "card")).isEqualTo(first);
    assertThat(value(processed.candidates().get(2), "card")).isNotEqualTo(first);
  }

  @Test
  void secrets_that_are_missing_or_too_short_are_told_when_the_pipeline_is_made() {
    var layout =
        Stages.layout(
            orders()
                .transform("seal", t -> t.encrypt("card", "short"))
                .transform("token", t -> t.tokenise("segment", "short"))
                .transform("other", t -> t.encrypt("in_deep", "unknown")));
    SecretResolver secrets =
        name ->
            name.equals("short") ? Optional.of(new Secret("s", new byte[16])) : Optional.empty();

    assertThatThrownBy(() -> new Pipeline(layout, MasterRows.none(), secrets))
        .hasMessage(
            "Version 1 of dataset 'orders' cannot be run, 3 problems: "
                + "transformations/seal/secret: secret 'short' has 16 bytes, must have 32; "
                + "transformations/token/secret: secret 'short' has 16 bytes, must have at least 32; "
                + "transformations/other/secret: there is no secret 'unknown'; let the resolver find it.");
  }
}
