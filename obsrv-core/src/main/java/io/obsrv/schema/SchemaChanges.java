package io.obsrv.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two schemas field by field. Used once, by one thread. */
public final class SchemaChanges {
  private final Schema live;
  private final Schema next;
  private final FieldPairs pairs;
  private final Compatibility compatibility;
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaChanges(Schema live, Schema next, Compatibility compatibility) {
    this.live = live;
    this.next = next;
    this.pairs = new FieldPairs(live, next);
    this.compatibility = compatibility;
  }

  /**
   * What is different in the next schema.
   *
   * @param live the schema that is in use
   * @param next the one that is to replace it
   * @param compatibility by which rules each difference is weighed
   * @return the changes in the order of the next schema's fields, then those that are gone; none
   *     for equal schemas
   */
  public static List<SchemaChange> between(Schema live, Schema next, Compatibility compatibility) {
    return new SchemaChanges(live, next, compatibility).find();
  }

  private List<SchemaChange> find() {
    object("", live.documentNode(), next.documentNode());
    annotations("", live.documentNode(), next.documentNode());
    for (FieldNode field : pairs.next()) {
      Optional<FieldNode> origin = pairs.origin(field);
      if (origin.isPresent()) {
        changed(origin.get(), field);
      } else {
        field.column().ifPresent(column -> added(field, column));
      }
    }
    for (FieldNode field : pairs.removed()) {
      field
          .column()
          .ifPresent(
              column ->
                  add(
                      field.needsValue()
                          ? ChangeKind.REQUIRED_FIELD_REMOVED
                          : ChangeKind.FIELD_REMOVED,
                      field.place().toString(),
                      TypeChange.label(column),
                      ""));
    }
    if (changes.isEmpty() && !live.equals(next)) {
      add(ChangeKind.DESCRIPTION_CHANGED, "", "", "");
    }
    return List.copyOf(changes);
  }

  private void added(FieldNode field, Column column) {
    List<String> around = field.path().subList(0, field.path().size() - 1);
    boolean aroundIsOld =
        around.isEmpty()
            || pairs.next().stream()
                .filter(object -> object.path().equals(around))
                .anyMatch(object -> pairs.origin(object).isPresent());
    boolean needed =
        !field.hasDefault() && (column.required() || (field.needsValue() && aroundIsOld));
    add(
        needed ? ChangeKind.REQUIRED_FIELD_ADDED : ChangeKind.FIELD_ADDED,
        field.place().toString(),
        "",
        TypeChange.label(column));
  }

  private void changed(FieldNode before, FieldNode after) {
    String path = after.place().toString();
    names(before, after, path);
    if (before.needsValue() != after.needsValue()) {
      add(
          after.needsValue() ? ChangeKind.BECAME_REQUIRED : ChangeKind.BECAME_OPTIONAL,
          path,
          before.needsValue() ? "required" : "optional",
          after.needsValue() ? "required" : "optional");
    } else if (before.required() != after.required()) {
      add(
          after.required() ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_RELAXED,
          path + "/required",
          String.valueOf(before.required()),
          String.valueOf(after.required()));
    }
    if (before.column().isPresent() && after.column().isPresent()) {
      leaf(before, before.column().get(), after, after.column().get(), path);
    } else {
      types(before, after, path);
      object(path, before.keywords(), after.keywords());
    }
    defaults(before, after, path);
    annotations(path, before.keywords(), after.keywords());
  }

  private void names(FieldNode before, FieldNode after, String path) {
    boolean aliased = after.place().formerPaths().contains(before.path());
    if (!before.path().equals(after.path()) && !aliased) {
      add(ChangeKind.FIELD_MOVED, path, before.place().toString(), path);
    } else if (!before.name().equals(after.name())) {
      add(ChangeKind.FIELD_RENAMED, path, before.place().toString(), path);
    } else if (before.path().equals(after.path())) {
      String old = before.column().map(Column::name).orElse("");
      String name = after.column().map(Column::name).orElse("");
      if (!old.equals(name)) {
        add(ChangeKind.FIELD_RENAMED, path + "/" + ColumnName.KEYWORD, old, name);
      }
    }
    Set<String> dropped = new HashSet<>(before.place().ownAliases());
    dropped.removeAll(after.place().ownAliases());
    dropped.remove(after.name());
    if (!dropped.isEmpty()) {
      add(
          ChangeKind.ALIAS_DROPPED,
          path + "/" + AliasKeyword.KEYWORD,
          String.join(", ", before.place().ownAliases()),
          String.join(", ", after.place().ownAliases()));
    }
  }

  private void leaf(FieldNode before, Column live, FieldNode after, Column next, String path) {
    JsonNode old = before.keywords();
    JsonNode now = after.keywords();
    if (TypeChange.isOne(live, next)) {
      ChangeKind kind = TypeChange.kind(live, old, next, now);
      add(kind, path, TypeChange.label(live), TypeChange.label(next));
    } else if (!live.timeFormat().equals(next.timeFormat())) {
      timeFormat(live, next, path);
    } else {
      types(before, after, path);
    }
    for (String keyword : KeywordTest.changed(before, after)) {
      keyword(keyword, old, now, path);
    }
    if (KeywordTest.refersToOther(this.live, this.next, now)) {
      add(ChangeKind.CONSTRAINT_CHANGED, path + "/$ref", "", "");
    }
  }

  private void keyword(String keyword, JsonNode old, JsonNode now, String path) {
    add(
        Keywords.kind(keyword, old.path(keyword), now.path(keyword)),
        path + "/" + keyword,
        text(old.path(keyword)),
        text(now.path(keyword)));
  }

  private void timeFormat(Column live, Column next, String path) {
    TimeFormat before = live.timeFormat().orElseThrow();
    TimeFormat after = next.timeFormat().orElseThrow();
    boolean wider = after.equals(TimeFormat.ISO) && TimeFormat.OF_TEXT.contains(before);
    add(
        wider ? ChangeKind.TIME_FORMAT_WIDENED : ChangeKind.TIME_FORMAT_CHANGED,
        path + "/format",
        before.name(),
        after.name());
  }

  /** Besides null where that decides whether a value is needed. */
  private void types(FieldNode before, FieldNode after, String path) {
    Set<String> old = new HashSet<>(TypeKeyword.of(before.keywords()).allowed());
    Set<String> now = new HashSet<>(TypeKeyword.of(after.keywords()).allowed());
    if (before.needsValue() == after.needsValue()) {
      allowNull(before, old);
      allowNull(after, now);
    }
    if (!old.equals(now)) {
      add(
          Keywords.sets(old, now, ChangeKind.CONSTRAINT_RELAXED, ChangeKind.CONSTRAINT_TIGHTENED),
          path + "/type",
          text(before.keywords().path("type")),
          text(after.keywords().path("type")));
    }
  }

  private static void allowNull(FieldNode field, Set<String> types) {
    if (TypeKeyword.of(field.keywords()).nullable()) {
      types.add("null");
    }
  }

  private void object(String path, JsonNode old, JsonNode now) {
    for (String keyword : Keywords.changed(old, now)) {
      ChangeKind kind = Keywords.kind(keyword, old.path(keyword), now.path(keyword));
      add(
          kind == ChangeKind.CONSTRAINT_RELAXED ? kind : ChangeKind.OBJECT_RULE_CHANGED,
          path.isEmpty() ? keyword : path + "/" + keyword,
          text(old.path(keyword)),
          text(now.path(keyword)));
    }
  }

  private void defaults(FieldNode before, FieldNode after, String path) {
    JsonNode old = before.keywords().path(DefaultChecks.KEYWORD);
    JsonNode now = after.keywords().path(DefaultChecks.KEYWORD);
    if (!old.equals(now)) {
      boolean dropped = now.isMissingNode() && after.needsValue();
      add(
          dropped ? ChangeKind.DEFAULT_DROPPED : ChangeKind.DEFAULT_CHANGED,
          path + "/" + DefaultChecks.KEYWORD,
          text(old),
          text(now));
    }
  }

  private void annotations(String path, JsonNode old, JsonNode now) {
    for (String keyword :
        List.of("title", "description", "examples", "deprecated", PiiKeyword.KEYWORD)) {
      if (!old.path(keyword).equals(now.path(keyword))) {
        add(
            ChangeKind.DESCRIPTION_CHANGED,
            path.isEmpty() ? keyword : path + "/" + keyword,
            text(old.path(keyword)),
            text(now.path(keyword)));
      }
    }
  }

  private void add(ChangeKind kind, String path, String before, String after) {
    ChangeClass changeClass = EvolutionRules.classOf(kind, compatibility);
    changes.add(new SchemaChange(kind, path, before, after, changeClass));
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : JsonText.write(value);
  }
}
