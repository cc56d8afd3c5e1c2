package io.obsrv.pipeline;

import static io.obsrv.pipeline.Stages.orders;
import static io.obsrv.pipeline.Stages.pipeline;
import static io.obsrv.pipeline.Stages.process;
import static io.obsrv.pipeline.Stages.rejections;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Candidate;
import io.obsrv.event.Claim;
import io.obsrv.policy.RuleAction;
import io.obsrv.policy.RuleBuilder;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CheckTest {
  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            r -> r.column("amount").notNull(),
            "'x': 1",
            "",
            "/amount rule 'r': has no value, must have one"),
        rule(
            r -> r.column("amount").atLeast(0),
            "'amount': 0",
            "'amount': -0.5",
            "/amount rule 'r': must be at least 0.0"),
        rule(
            r -> r.column("amount").between(0, 5),
            "'amount': 5",
            "'amount': 5.1",
            "/amount rule 'r': must be at most 5.0"),
        rule(
            r -> r.column("since").atLeast("2020-01-01"),
            "'since': '2020-01-01'",
            "'since': '2019-12-31'",
            "/since rule 'r': must be at least 2020-01-01"),
        rule(
            r -> r.column("card").matches("[0-9]+"),
            "'card': '12'",
            "'card': '12a'",
            "/card rule 'r': must match [0-9]+"),
        rule(
            r -> r.column("card").matches("a*a*a*a*a*b"),
            "'card': 'b'",
            "'card': '" + "a".repeat(3_000) + "'",
            "/card rule 'r': the pattern 'a*a*a*a*a*b' took longer than 500 ms"),
        rule(
            r -> r.column("in_deep").in("x", "y"),
            "'in': {'deep': 'y'}",
            "'in': {'deep': 'z'}",
            "/in/deep rule 'r': must be one of [x, y]"),
        rule(
            r -> r.jsonata("amount < total"),
            "'amount': 1, 'total': 2",
            "'amount': 2, 'total': 1",
            " rule 'r': must be true: amount < total"),
        rule(r -> r.jsonata("$number(card) > 1"), "'card': '2'", "'card': 'x'", " rule 'r': "));
  }

  private static Arguments rule(
      UnaryOperator<RuleBuilder> rule, String good, String bad, String problem) {
    return Arguments.of(rule, good.equals("'x': 1") ? "'amount': 1" : good, bad, problem);
  }

  @ParameterizedTest(name = "{1} but not {2}")
  @MethodSource("rules")
  void a_rule_lets_good_values_and_nulls_pass_and_quarantines_bad_ones(
      UnaryOperator<RuleBuilder> rule, String good, String bad, String problem) {
    Processed processed =
        process(
            orders().rule("r", rule),
            "{'id': 'good', " + good + "}",
            bad.isEmpty() ? "{'id': 'bad'}" : "{'id': 'bad', " + bad + "}");

    assertThat(processed.candidates()).extracting(Candidate::index).containsExactly(0);
    assertThat(rejections(processed)).hasSize(1);
    assertThat(rejections(processed)[0]).startsWith("1 CHECK RULE_BROKEN " + problem);
    if (!bad.isEmpty()) {
      assertThat(process(orders().rule("r", rule), "{'id': 'null'}").candidates())
          .as("a record without the values")
          .hasSize(1);
    }
  }

  @Test
  void a_warning_stays_with_the_record_and_a_rejected_batch_names_rule_and_record() {
    DefinitionBuilder definition =
        orders()
            .rule("big", r -> r.column("amount").atMost(5).warn())
            .rule("sane", r -> r.column("amount").atMost(100).rejectBatch());

    assertThat(process(definition, "{'id': 'a', 'amount': 7}").candidates().get(0).warnings())
        .containsExactly("big");
    Processed rejected =
        process(definition, "{'id': 'a'}", "{'id': 5}", "{'id': 'c', 'amount': 101}");
    assertThat(rejected.candidates()).isEmpty();
    assertThat(rejections(rejected))
        .containsExactly(
            "0 CHECK BATCH_REJECTED  record 2 of the batch breaks rule 'sane', which rejects the"
                + " whole batch",
            "1 VALIDATE WRONG_TYPE /id integer found, string expected",
            "2 CHECK RULE_BROKEN /amount rule 'sane': must be at most 100.0");
  }

  @ParameterizedTest
  @EnumSource(RuleAction.class)
  void a_claim_that_is_taken_is_treated_as_its_rule_says(RuleAction action) {
    Pipeline pipeline =
        pipeline(orders().rule("once", r -> r.unique("card", "segment").action(action)));
    Processed processed =
        process(
            pipeline,
            "{'id': 'a', 'card': 'x', 'segment': 's'}",
            "{'id': 'b', 'card': 'y', 'segment': 's'}",
            "{'id': 'c', 'card': 'x'}");
    assertThat(processed.candidates().get(0).claims())
        .containsExactly(new Claim("once", "[\"x\",\"s\"]"));
    assertThat(processed.candidates().get(2).claims()).isEmpty();

    Processed resolved =
        pipeline.resolve(
            processed, Set.of(new TakenClaim(1, "once"), new TakenClaim(2, "another")));

    String broken =
        "1 CHECK RULE_BROKEN /card rule 'once': another record has the same value, must be unique";
    String whole =
        " CHECK BATCH_REJECTED  record 1 of the batch breaks rule 'once', which rejects the whole"
            + " batch";
    switch (action) {
      case WARN -> {
        assertThat(resolved.rejected()).isEmpty();
        assertThat(resolved.candidates().get(1).warnings()).containsExactly("once");
        assertThat(resolved.candidates().get(1).claims())
            .isEqualTo(processed.candidates().get(1).claims());
        assertThat(resolved.candidates().get(0)).isEqualTo(processed.candidates().get(0));
      }
      case QUARANTINE -> {
        assertThat(resolved.candidates()).extracting(Candidate::index).containsExactly(0, 2);
        assertThat(rejections(resolved)).containsExactly(broken);
        assertThat(resolved.rejected().get(0).record().raw())
            .isEqualTo(processed.records().get(1).raw());
      }
      case REJECT_BATCH -> {
        assertThat(resolved.candidates()).isEmpty();
        assertThat(rejections(resolved)).containsExactly("0" + whole, broken, "2" + whole);
      }
    }
  }
}
