package io.obsrv.storage.located;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Iterators;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.LocationException;
import io.obsrv.event.ArchiveEntry;
import io.obsrv.event.Event;
import io.obsrv.policy.ValidationMode;
import io.obsrv.query.Query;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.Storage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a storage gives back in a form or an order of its own is the same content, wherever a
 * dataset is moved to; anything else is found.
 */
public abstract class RelocatedContentContract {
  /** Above U+FFFF, so that its first UTF-16 unit sorts before the other's, its first byte after. */
  private static final String FACE = "😀";

  private static final String WIDE = "！";

  /** A new storage, named {@code home} or {@code eu}. */
  protected abstract Storage open(String name);

  private static DefinitionBuilder letters() {
    return DatasetDefinition.named("letters")
        .schema(
            Schema.parse(
                """
                {"type": "object", "required": ["id"], "properties": {
                  "id": {"type": "string"}, "city": {"type": "string"}, "mail": {"type": "string"},
                  "score": {"type": "number"}, "page": {}}}
                """))
        .key("id")
        .validation(ValidationMode.IGNORE_NEW_FIELDS)
        .rule("mail", r -> r.unique("mail"))
        .table("by_city", t -> t.groupBy("city").count().min("mail").sum("score"));
  }

  private static void moveTo(Obsrv obsrv, String location) {
    Fixtures.publish(obsrv, "letters", d -> d.location(location));
    assertThat(obsrv.datasets().find("letters").orElseThrow().location())
        .isEqualTo(location.equals("home") ? Location.HOME : Location.of(location));
  }

  private static List<Row> pages(Obsrv obsrv) {
    return rows(obsrv, Query.from("letters").select("id", "page"));
  }

  private static List<Row> groups(Obsrv obsrv) {
    return rows(obsrv, Query.from("by_city"));
  }

  /** Sorted here, since databases sort texts each in a way of its own. */
  private static List<Row> rows(Obsrv obsrv, Query query) {
    return obsrv.queries().run("letters", query).rows().stream()
        .sorted(Comparator.comparing(row -> row.toString()))
        .toList();
  }

  private static void goesThereAndBack(Obsrv obsrv) {
    List<Row> pages = pages(obsrv);
    List<Row> groups = groups(obsrv);
    for (String location : List.of("eu", "home", "eu")) {
      moveTo(obsrv, location);
      // Nodes of JSON are equal in whatever order their fields are.
      assertThat(pages(obsrv)).isEqualTo(pages);
      assertThat(groups(obsrv)).isEqualTo(groups);
    }
  }

  @Test
  void json_comes_along_in_whatever_form_it_is_kept() {
    List<String> pages =
        List.of(
            "{\"name\": 1, \"id\": 2}",
            "{\"a\": {\"zz\": 1, \"y\": 2}}",
            "{\"b\": [{\"yy\": 1, \"x\": [{\"z\": null, \"\": {}}]}, {\"x\": 1, \"yy\": 2}]}",
            "{\"😀\": 1, \"！\": 2, \"zz\": 3, \"é\": 4}",
            "[1.50, 1.5, 1, 1.0, 1e2, 100, 1E+30, 1e-7, -0.0, -0, 0e5, 12345678901234567890]",
            "{\"total\": 1.50, \"of\": [-0.0, 1e2], \"by\": {\"unit\": \"1.50\", \"at\": 12e-1}}");
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", open("eu")).open()) {
      Fixtures.publish(obsrv, letters());
      for (String page : pages) {
        String event =
            "{\"id\": \"%d\", \"score\": -0.0, \"yy\": 1e2, \"x\": {\"bb\": 1, \"a\": 2}, \"page\": %s}"
                .formatted(pages.indexOf(page), page);
        obsrv.ingestion().ingest("letters", event);
      }
      assertThat(pages(obsrv)).hasSize(6);

      goesThereAndBack(obsrv);
    }
  }

  @Test
  void texts_come_along_in_whatever_order_they_are_kept() {
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", open("eu")).open()) {
      Fixtures.publish(obsrv, letters());
      for (String text : List.of(FACE, WIDE, "a", "Z", "Ü", "-", WIDE + FACE, FACE + WIDE)) {
        obsrv
            .ingestion()
            .ingest("letters", "batch " + text, List.of(Event.json(letter(text, text))));
        obsrv.ingestion().ingest("letters", letter("again " + text, text));
      }
      assertThat(groups(obsrv)).hasSize(8);
      assertThat(obsrv.monitor().stats("letters").counters().quarantined()).isEqualTo(8);

      goesThereAndBack(obsrv);

      assertThat(obsrv.ingestion().ingest("letters", letter(WIDE, "new")).duplicates())
          .isEqualTo(1);
      assertThat(obsrv.ingestion().ingest("letters", letter("new", FACE)).quarantined())
          .isEqualTo(1);
      List<Event> unread = List.of(Event.json("{}"));
      assertThat(obsrv.ingestion().ingest("letters", "batch " + FACE, unread).accepted())
          .isEqualTo(1);
    }
  }

  private static String letter(String id, String text) {
    return "{\"id\": \"%1$s\", \"city\": \"%2$s\", \"mail\": \"%2$s\"}".formatted(id, text);
  }

  @Test
  void json_that_is_kept_in_another_form_is_no_other() {
    JsonNode other = JsonText.parse("{\"by\": [1E+2, {\"a\": 0, \"bb\": 1.5}], \"to\": null}");
    Storage eu = new Meddled(open("eu"), entries -> withPage(entries, other));
    try (Obsrv obsrv = Obsrv.on(open("home")).location("eu", eu).open()) {
      fill(obsrv, "{\"to\": null, \"by\": [100, {\"bb\": 1.50, \"a\": -0.0}]}");

      moveTo(obsrv, "eu");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"to\": {\"zz\": 1, \"y\": [1, 2]}} | {\"to\": {\"zz\": 1, \"y\": [2, 1]}}",
        "{\"to\": {\"zz\": 1, \"y\": 1.50}} | {\"to\": {\"zz\": 1, \"y\": 1.51}}",
        "[1] | [\"1\"]"
      })
  void json_that_is_kept_otherwise_is_found(String page, String kept) {
    JsonNode other = JsonText.parse(kept);

    refuses(page, entries -> withPage(entries, other));
  }

  private static Iterator<ArchiveEntry> withPage(Iterator<ArchiveEntry> entries, JsonNode page) {
    return Iterators.transform(
        entries,
        entry ->
            entry instanceof ArchiveEntry.Row row && row.sequence() == 2 ? with(row, page) : entry);
  }

  private static ArchiveEntry.Row with(ArchiveEntry.Row row, JsonNode page) {
    Map<String, JsonNode> values = new HashMap<>(row.values());
    values.replaceAll((place, value) -> place.equals("page") ? page : value);
    return new ArchiveEntry.Row(
        row.sequence(), row.receivedAt(), row.version(), row.source(), row.extra(), values);
  }

  @Test
  void rows_that_take_each_others_places_are_found() {
    refuses(
        "{\"to\": 1}",
        entries ->
            Iterators.transform(
                entries,
                entry ->
                    entry instanceof ArchiveEntry.Row row ? with(row, 3 - row.sequence()) : entry));
  }

  private static ArchiveEntry.Row with(ArchiveEntry.Row row, long sequence) {
    return new ArchiveEntry.Row(
        sequence, row.receivedAt(), row.version(), row.source(), row.extra(), row.values());
  }

  private void refuses(String page, UnaryOperator<Iterator<ArchiveEntry>> meddling) {
    try (Obsrv obsrv =
        Obsrv.on(open("home")).location("eu", new Meddled(open("eu"), meddling)).open()) {
      fill(obsrv, page);

      assertThatThrownBy(() -> moveTo(obsrv, "eu"))
          .isInstanceOf(LocationException.class)
          .hasMessageContaining("what was read back there is not what was written, in rows.");
      assertThat(obsrv.ingestion().ingest("letters", letter("b", "c")).duplicates()).isEqualTo(1);
    }
  }

  private static void fill(Obsrv obsrv, String page) {
    Fixtures.publish(obsrv, letters());
    obsrv
        .ingestion()
        .ingest(
            "letters",
            "{\"id\": \"a\", \"page\": " + page + "}",
            "{\"id\": \"b\", \"page\": " + page + "}");
  }
}
