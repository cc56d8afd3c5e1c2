package io.obsrv.examples;

import static io.obsrv.table.Condition.field;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.error.InvalidException;
import io.obsrv.error.ObsrvException;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.lifecycle.Plan;
import io.obsrv.query.Query;
import io.obsrv.query.Result;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A dataset that two people look after, from its first draft to its archive: what is wrong is told
 * before it does harm, and what was done can be taken back.
 */
public final class ReviewWorkflow {
  private static final String PARCELS = "parcels";

  private final Obsrv obsrv;
  private final Datasets asha;
  private final Datasets ravi;
  private final PrintStream out;

  private ReviewWorkflow(Obsrv obsrv, PrintStream out) {
    this.obsrv = obsrv;
    this.asha = obsrv.as("asha").datasets();
    this.ravi = obsrv.as("ravi").datasets();
    this.out = out;
  }

  /**
   * Tells the story.
   *
   * @param args none
   * @throws IOException if no temporary directory can be made
   */
  public static void main(String[] args) throws IOException {
    try (Workplace workplace = Workplace.in(Optional.empty())) {
      run(workplace.directory(), System.out);
    }
  }

  static void run(Path directory, PrintStream out) {
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(directory))) {
      ReviewWorkflow story = new ReviewWorkflow(obsrv, out);
      story.agree();
      story.change();
      story.takeBack();
      story.layToRest();
      story.account();
    }
  }

  private void agree() {
    heading("Asha submits a draft, and is told all that is wrong with it");
    asha.create(parcels());
    try {
      asha.submit(PARCELS);
    } catch (InvalidException e) {
      e.problems().forEach(problem -> out.println("  " + problem));
    }

    heading("She mends it; Ravi sends it back with a word, then approves and publishes it");
    asha.edit(PARCELS, d -> d.time("sent").withoutTable("by_town"));
    asha.submit(PARCELS);
    refused(() -> asha.approve(PARCELS, "good"));
    ravi.reject(PARCELS, "whose are they?");
    asha.edit(PARCELS, d -> d.owner("dispatch"));
    asha.submit(PARCELS);
    ravi.approve(PARCELS, "fields agreed");
    ravi.publish(PARCELS);
    asha.version(PARCELS, 1)
        .reviews()
        .forEach(r -> out.printf("  %s: %s, %s%n", r.reviewer(), r.verdict(), r.comment()));
    obsrv
        .ingestion()
        .ingest(
            PARCELS,
            "{\"id\": 1, \"city\": \"Pune\", \"sent\": \"2026-03-01T08:00:00Z\", \"grams\": \"250\"}",
            "{\"id\": 2, \"city\": \"Goa\", \"sent\": \"2026-03-01T09:30:00Z\", \"grams\": \"heavy\"}",
            "{\"id\": 3, \"city\": \"Pune\", \"sent\": \"2026-03-02T10:00:00Z\", \"grams\": \"900\"}");
    rows().print(out);
  }

  private static DefinitionBuilder parcels() {
    return DatasetDefinition.named(PARCELS)
        .schema(
            Schema.parse(
                """
                {"type": "object", "properties": {
                  "id": {"type": "integer"}, "city": {"type": "string"},
                  "sent": {"type": "string", "format": "date-time"}, "grams": {"type": "string"}}}"""))
        .key("id")
        .time("at")
        .fourEyes()
        .table("by_town", t -> t.groupBy("town").count())
        .table("by_city", t -> t.where(field("id").atLeast(1)).groupBy("city").count());
  }

  private void change() {
    heading(
        "Version 2 adds a field and makes numbers of the weights; the plan says what that means");
    asha.edit(
        PARCELS,
        d ->
            d.addField("carrier", Field.string().withDefault("post"))
                .changeField("grams", Field.integer())
                .table("by_carrier", t -> t.groupBy("carrier").sum("grams")));
    asha.submit(PARCELS);
    ravi.approve(PARCELS, "needed for the bills");
    Plan plan = ravi.plan(PARCELS);
    out.println(plan);
    refused(() -> ravi.publish(plan));
    ravi.publish(plan.force("nobody knows what heavy was"));
    rows().print(out);
    obsrv.tables().rows(PARCELS, "by_carrier").print(out);
  }

  private void takeBack() {
    heading("A rollback brings version 1 back, as version 3 and with the word that was gone");
    asha.rollback(PARCELS, 1);
    asha.submit(PARCELS);
    ravi.approve(PARCELS, "the customs want the words");
    Plan plan = ravi.plan(PARCELS);
    out.println(plan);
    ravi.publish(plan.force("carriers are on the bills"));
    rows().print(out);
  }

  private void layToRest() {
    heading("Retired and archived, its rows are in a bundle; restored, it answers as before");
    asha.retire(PARCELS);
    Result before = rows();
    asha.archive(PARCELS);
    refused(this::rows);
    asha.restore(PARCELS);
    out.println(rows().equals(before) ? "  the same answer" : "  another answer");
  }

  private void account() {
    heading("Who did what");
    obsrv
        .governance()
        .audit(PARCELS)
        .forEach(
            e -> out.printf("  %s: %s, %s %s%n", e.actor(), e.verb().label(), e.to(), e.comment()));
    out.println(obsrv.governance().audit().verify());
  }

  private Result rows() {
    return obsrv.queries().run(PARCELS, Query.from(PARCELS).orderBy("id"));
  }

  private void refused(Runnable call) {
    try {
      call.run();
    } catch (ObsrvException e) {
      out.println("  refused: " + e.getMessage());
    }
  }

  private void heading(String text) {
    out.printf("%n== %s%n", text);
  }
}
