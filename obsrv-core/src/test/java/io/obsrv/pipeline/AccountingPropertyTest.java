package io.obsrv.pipeline;

import static io.obsrv.pipeline.Stages.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.event.Candidate;
import io.obsrv.event.Rejected;
import io.obsrv.policy.RuleAction;
import io.obsrv.schema.Row;
import io.obsrv.table.Rollup;
import io.obsrv.table.RollupChange;
import io.obsrv.telemetry.StageWork;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.groups.Tuple;

/** Whatever a dataset declares, a record is a candidate or rejected, and never both. */
class AccountingPropertyTest {
  @Provide
  Arbitrary<DefinitionBuilder> definitions() {
    Arbitrary<RuleAction> actions = Arbitraries.of(RuleAction.class);
    Arbitrary<Set<Integer>> parts = Arbitraries.integers().between(0, 6).set();
    return Combinators.combine(parts, actions, actions).as(AccountingPropertyTest::definition);
  }

  private static DefinitionBuilder definition(Set<Integer> parts, RuleAction a, RuleAction b) {
    DefinitionBuilder definition =
        orders().table("by_card", t -> t.groupBy("card").count().sum("amount").min("id"));
    for (int part : parts) {
      switch (part) {
        case 0 -> definition.transform("sum", t -> t.jsonata("total", "amount + 1"));
        case 1 -> definition.transform("odd", t -> t.jsonata("total", "card").lenient());
        case 2 -> definition.transform("strict", t -> t.jsonata("total", "card"));
        case 3 -> definition.rule("small", r -> r.column("amount").atMost(5).action(a));
        case 4 -> definition.rule("once", r -> r.unique("card").action(b));
        case 5 -> definition.envelope("events");
        default -> definition.transform("hide", t -> t.mask("card", 1));
      }
    }
    return definition;
  }

  @Provide
  Arbitrary<List<String>> batches() {
    return Arbitraries.of(
            "{'id': 'a'}",
            "{'id': 'b', 'amount': 3, 'card': 'x'}",
            "{'id': 'c', 'amount': 9}",
            "{'id': 5}",
            "{'card': 'x'}",
            "{",
            "{'events': [{'id': 'd', 'amount': 1}, 5, {'id': 'e', 'amount': 10, 'card': 'y'}]}")
        .list()
        .ofMaxSize(6);
  }

  @Property(tries = 300)
  void every_record_is_a_candidate_or_rejected(
      @ForAll("definitions") DefinitionBuilder definition,
      @ForAll("batches") List<String> batch,
      @ForAll Set<@IntRange(max = 5) Integer> conflicts) {
    Pipeline pipeline = Stages.pipeline(definition);
    Processed processed = Stages.process(pipeline, batch.toArray(String[]::new));
    accounted(processed);
    accounted(
        pipeline.resolve(
            processed,
            conflicts.stream()
                .map(index -> new TakenClaim(index, "once"))
                .collect(Collectors.toSet())));
  }

  @Property(tries = 300)
  void parts_beside_each_other_come_to_what_one_comes_to(
      @ForAll("definitions") DefinitionBuilder definition,
      @ForAll("batches") List<String> batch,
      @ForAll @IntRange(min = 1, max = 4) int parts) {
    Pipeline pipeline = Stages.pipeline(definition);
    String[] records = batch.toArray(String[]::new);

    Processed divided = Stages.process(pipeline, new ThreadPerPart(parts), records);

    Processed whole = Stages.process(pipeline, records);
    assertThat(divided.candidates()).isEqualTo(whole.candidates());
    assertThat(Stages.rejections(divided)).isEqualTo(Stages.rejections(whole));
    assertThat(divided.work())
        .extracting(StageWork::stage, StageWork::records)
        .isEqualTo(whole.work().stream().map(work -> tuple(work.stage(), work.records())).toList());
  }

  @Property(tries = 300)
  void what_candidates_add_to_tables_is_found_ahead_of_the_commit(
      @ForAll("definitions") DefinitionBuilder definition,
      @ForAll("batches") List<String> batch,
      @ForAll @IntRange(min = 1, max = 4) int parts) {
    Pipeline pipeline = Stages.pipeline(definition);
    Processed processed =
        Stages.process(pipeline, new ThreadPerPart(parts), batch.toArray(String[]::new));

    List<Row> rows = processed.candidates().stream().map(Candidate::row).toList();
    Rollup rollup = pipeline.layout().rollups().get(0);
    if (!rows.isEmpty()) {
      assertThat(groups(processed.additions().get(0)))
          .containsExactlyInAnyOrderElementsOf(groups(RollupChange.of(rollup, rows, List.of())));
    }
  }

  private static List<Tuple> groups(RollupChange change) {
    return change.against(Map.of()).put().stream()
        .map(group -> tuple(group.key(), group.state(), group.row()))
        .toList();
  }

  private static void accounted(Processed processed) {
    assertThat(
            Stream.concat(
                    processed.candidates().stream().map(Candidate::index),
                    processed.rejected().stream().map(Rejected::index))
                .sorted())
        .as("positions of candidates and rejected records")
        .isEqualTo(IntStream.range(0, processed.records().size()).boxed().toList());
  }
}
