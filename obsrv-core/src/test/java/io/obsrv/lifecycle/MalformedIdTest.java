package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.dataset.odcs.OdcsContract;
import io.obsrv.error.InvalidException;
import io.obsrv.query.Query;
import io.obsrv.schema.JsonText;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that are no ids, wherever a dataset can get one. */
class MalformedIdTest {
  private static final Schema SCHEMA =
      Schema.parse("{\"type\": \"object\", \"properties\": {\"id\": {\"type\": \"integer\"}}}");

  private final Storage storage = MemoryStorage.create();
  private final Obsrv obsrv = Obsrv.open(storage);
  private final Datasets datasets = obsrv.as("asha").datasets();

  @BeforeEach
  void create() {
    datasets.create(DatasetDefinition.named("orders").schema(SCHEMA));
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  static Stream<String> ids() {
    return Stream.of(
        "",
        " ",
        "a".repeat(57),
        "a".repeat(64),
        "a".repeat(100_000),
        "Orders",
        "ordeRs",
        "1a",
        "_a",
        "-a",
        "a b",
        "a ",
        "a.b",
        "../orders",
        "..",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "a%2fb",
        "a'b",
        "a\"b",
        "a`b",
        "a;b",
        "a--\"; drop table datasets; --",
        "a' or '1'='1",
        "${jndi:ldap://a}",
        "\u043Erders", // Cyrillic o
        "\uFF4Frders", // full-width o
        "ord\u0435rs", // Cyrillic e
        "\u0131d", // dotless i
        "or\u200Dders", // zero-width joiner
        "orders\u202E", // right-to-left override
        "o\u0301rders", // combining accent
        "\uFEFForders", // byte order mark
        "orders\u00A0", // no-break space
        "a\u0661", // Arabic-Indic one
        "\uD83C\uDF0B",
        "a\uD83C",
        "x".repeat(79) + "\uD83C\uDF0B",
        "orders\n",
        "orders\r\nINFO all is well",
        "\torders",
        "orders\u0000",
        "a\u001B[2J");
  }

  private static String json(String id) {
    return JsonText.write(TextNode.valueOf(id));
  }

  private Map<String, ThrowingCallable> writes(String id) {
    String definition =
        DefinitionJson.write(DatasetDefinition.named("orders").schema(SCHEMA).build());
    String contract =
        OdcsContract.writeJson(DatasetDefinition.named("orders").schema(SCHEMA).build());
    String document = datasets.export("orders");
    Map<String, ThrowingCallable> writes = new LinkedHashMap<>();
    writes.put("create", () -> datasets.create(DatasetDefinition.named(id).schema(SCHEMA)));
    writes.put("copy", () -> datasets.copy("orders", id));
    writes.put("alias", () -> datasets.alias(id, "orders"));
    writes.put("alias of", () -> datasets.alias("name", id));
    writes.put(
        "import",
        () ->
            datasets.importAll(document.replace("\"orders\"", json(id)), ImportMode.REPLACE_DRAFT));
    writes.put("definition", () -> DefinitionJson.read(definition.replace("\"orders\"", json(id))));
    writes.put(
        "contract", () -> OdcsContract.read(contract.replace("\"orders\"", json(id))).definition());
    return writes;
  }

  private Map<String, ThrowingCallable> uses(String id) {
    Map<String, ThrowingCallable> uses = new LinkedHashMap<>();
    uses.put("find", () -> datasets.find(id));
    uses.put("edit", () -> datasets.edit(id, draft -> draft));
    uses.put("purge", () -> datasets.purge(id, "gone"));
    uses.put("export", () -> datasets.export(id));
    uses.put("ingest", () -> obsrv.ingestion().ingest(id, "{}"));
    uses.put("query", () -> obsrv.queries().run(id, Query.from(id).count()));
    uses.put("tables", () -> obsrv.tables().list(id));
    uses.put("stats", () -> obsrv.monitor().stats(id));
    uses.put("expire", () -> obsrv.governance().expire(id));
    return uses;
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_name_that_is_no_id_is_refused_wherever_one_is_given(String id) {
    writes(id)
        .forEach(
            (name, call) ->
                assertThatThrownBy(call)
                    .as(name)
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("must be 1 to 56 lower-case letters (a-z), digits"));

    assertThat(datasets.list()).hasSize(1);
    assertThat(datasets.aliases()).isEmpty();
    assertThat(storage.registry().audited()).containsExactly("orders");
    assertThat(storage.registry().trail("orders").rows()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_name_that_is_no_id_is_no_dataset_to_be_used(String id) {
    uses(id)
        .forEach(
            (name, call) ->
                assertThatThrownBy(call)
                    .as(name)
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("must be 1 to 56 lower-case letters (a-z), digits"));

    assertThat(storage.registry().audited()).containsExactly("orders");
  }

  @ParameterizedTest
  @MethodSource("ids")
  void a_refusal_is_one_short_line_whatever_the_name_is(String id) {
    assertThatThrownBy(() -> datasets.copy("orders", id))
        .hasMessageStartingWith("Dataset id '")
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContainPattern("\\p{C}"));
  }
}
