package io.obsrv.lifecycle;

import static io.obsrv.table.Condition.field;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.Obsrv;
import io.obsrv.connector.Secret;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.VersionStatus;
import io.obsrv.error.Problem;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is about a person and stored as it comes is told, and nothing is refused because of it. */
class PiiWarningsTest {
  private static final Secret KEY = new Secret("k1", "k".repeat(32).getBytes(UTF_8));

  private final Obsrv obsrv =
      Obsrv.on(MemoryStorage.create()).secrets(name -> Optional.of(KEY)).open();
  private final Datasets asha = obsrv.as("asha").datasets();
  private final Datasets ravi = obsrv.as("ravi").datasets();

  @AfterEach
  void close() {
    obsrv.close();
  }

  private static DefinitionBuilder visits() {
    return DatasetDefinition.named("visits")
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "integer"},
                  "mail": {"type": "string", "x-pii": true},
                  "who": {"type": "object", "x-pii": true, "properties": {
                    "name": {"type": "string"}, "phone": {"type": "string"}}}}}"""));
  }

  private static Problem bare(String path, String column) {
    return new Problem(
        path,
        "is about a person (x-pii), and no transformation masks, encrypts or tokenises column '%s' of every record"
            .formatted(column));
  }

  @Test
  void a_reviewer_is_told_before_approving_and_whoever_plans_before_publishing() {
    asha.create(visits());
    assertThat(asha.submit("visits").status()).isEqualTo(VersionStatus.IN_REVIEW);

    List<Problem> expected =
        List.of(
            bare("schema/mail", "mail"),
            bare("schema/who/name", "who_name"),
            bare("schema/who/phone", "who_phone"));
    assertThat(ravi.warnings("visits")).isEqualTo(expected);
    ravi.approve("visits", "agreed with the customer");
    Plan plan = ravi.plan("visits");
    assertThat(plan.warnings()).isEqualTo(expected);
    assertThat(plan.force("so be it").warnings()).isEqualTo(expected);
    assertThat(plan.toString().lines())
        .contains("  warning: " + expected.get(0), "  can be published");

    ravi.publish(plan);
    assertThat(ravi.warnings("visits")).as("of what is in force").isEqualTo(expected);
  }

  @Test
  void what_is_hidden_in_every_record_needs_no_warning() {
    asha.create(
        visits()
            .transform("mail", t -> t.mask("mail", 4))
            .transform("name", t -> t.encrypt("who_name", "key"))
            .transform("phone", t -> t.tokenise("who_phone", "key")));
    asha.submit("visits");

    assertThat(asha.warnings("visits")).isEmpty();
    assertThat(asha.plan("visits").toString()).doesNotContain("warning");
  }

  @Test
  void what_is_hidden_in_some_records_only_or_made_by_an_expression_is_told() {
    asha.create(
        visits()
            .transform("mail", t -> t.mask("mail", 4).when(field("id").atLeast(7)))
            .transform("name", t -> t.jsonata("who_name", "'x'"))
            .transform("phone", t -> t.tokenise("who_phone", "key").lenient()));

    assertThat(asha.warnings("visits"))
        .containsExactly(bare("schema/mail", "mail"), bare("schema/who/name", "who_name"));
  }

  @Test
  void a_draft_is_looked_at_rather_than_what_is_in_force() {
    asha.create(visits().removeField("mail").removeField("who"));
    asha.submit("visits");
    asha.approve("visits", "");
    asha.publish("visits");
    assertThat(asha.warnings("visits")).isEmpty();

    asha.edit("visits", d -> d.addField("iban", Field.string().pii()));

    assertThat(asha.warnings("visits")).containsExactly(bare("schema/iban", "iban"));
    assertThatThrownBy(() -> asha.warnings("elsewhere")).isInstanceOf(NotFoundException.class);
  }
}
