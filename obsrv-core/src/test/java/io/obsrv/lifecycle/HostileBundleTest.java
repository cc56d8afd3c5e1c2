package io.obsrv.lifecycle;

import static io.obsrv.lifecycle.ForgedBundle.MANIFEST;
import static io.obsrv.lifecycle.ForgedBundle.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Bytes;
import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.archive.ArchiveException;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.query.Query;
import io.obsrv.schema.Row;
import io.obsrv.schema.Schema;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bundles that somebody made to do harm, who could also change the hash by which the registry knows
 * them: each is refused before anything is written.
 */
class HostileBundleTest {
  private static final String PART = "rows.jsonl";

  @TempDir Path directory;
  private final Storage storage = MemoryStorage.create();
  private Obsrv obsrv;
  private Path bundle;
  private byte[] good;
  private List<Row> before;

  @BeforeEach
  void archive() throws IOException {
    obsrv = Obsrv.on(storage).archives(directory.resolve("archives")).open();
    Fixtures.publish(
        obsrv,
        DatasetDefinition.named("orders")
            .schema(
                Schema.parse(
                    """
                    {"type": "object", "properties": {"id": {"type": "integer"}, "city": {"type": "string"}}}
                    """))
            .key("id")
            .table("by_city", t -> t.groupBy("city").count()));
    obsrv.ingestion().ingest("orders", "{\"id\": 1, \"city\": \"a\"}", "{\"id\": 2}", "{}");
    before = answers();
    obsrv.datasets().retire("orders");
    obsrv.datasets().archive("orders");
    bundle = directory.resolve("archives").resolve(archived().archive().orElseThrow().file());
    good = Files.readAllBytes(bundle);
  }

  @AfterEach
  void close() {
    obsrv.close();
  }

  private List<Row> answers() {
    return Stream.concat(
            obsrv.queries().run("orders", Query.from("orders").orderBy("id")).rows().stream(),
            obsrv.tables().rows("orders", "by_city").rows().stream())
        .toList();
  }

  private Dataset archived() {
    return obsrv.datasets().find("orders").orElseThrow();
  }

  /** Puts a bundle in the place of the good one, and its hash into the registry. */
  private void plant(byte[] bytes) throws IOException {
    Files.write(bundle, bytes);
    storage.registry().apply(ForgedBundle.registered(archived(), bytes));
  }

  private void refused(byte[] bad, String problem) throws IOException {
    plant(bad);
    Dataset planted = archived();
    List<AuditEntry> trail = obsrv.governance().audit("orders");

    assertThatThrownBy(() -> obsrv.datasets().restore("orders"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageStartingWith(
            "The bundle '%s' of dataset 'orders' cannot be used, and nothing was changed: "
                .formatted(bundle.getFileName()))
        .hasMessageContaining(problem)
        .hasMessageEndingWith("Bring back a good copy of the file, then try again.")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));

    assertThat(archived()).isEqualTo(planted);
    assertThat(planted.status()).isEqualTo(DatasetStatus.ARCHIVED);
    assertThat(obsrv.governance().audit("orders")).isEqualTo(trail);
    assertThatThrownBy(this::answers).isInstanceOf(NotFoundException.class);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).containsExactly(bundle);
    }
    plant(good);
    obsrv.datasets().restore("orders");
    assertThat(answers()).isEqualTo(before);
  }

  private static Arguments files(String title, UnaryOperator<ForgedBundle> change, String problem) {
    return arguments(title, change, problem);
  }

  private static Arguments named(String name) {
    return files(
        "a file named " + name, b -> b.with(name, "{}\n"), "'" + name + "' is not in its manifest");
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        named("../rows.jsonl"),
        named("/etc/cron.d/x"),
        named("..\\..\\rows.jsonl"),
        named("C:\\rows.jsonl"),
        named("rows.jsonl/"),
        named("./rows.jsonl"),
        named("rows.jsonl.class"),
        files(
            "a name that breaks the line",
            b -> b.with("a\u001b[2J\n\u202eb", "{}\n"),
            "'a?[2J??b' is not in its manifest"),
        files(
            "a long name", b -> b.with("x".repeat(60_000), ""), "'" + "x".repeat(79) + "…' is not"),
        files(
            "another case",
            b -> b.named(PART, "Rows.jsonl"),
            "'rows.jsonl' is missing; 'Rows.jsonl' is not in its manifest"),
        files("a part is missing", b -> b.without(PART), "'rows.jsonl' is missing"),
        files("no manifest", b -> b.without(MANIFEST), "it has no 'manifest.json'"),
        files(
            "a manifest elsewhere",
            b -> b.named(MANIFEST, "META-INF/manifest.json"),
            "it has no 'manifest.json'"),
        files(
            "too many files",
            b ->
                IntStream.range(0, 2_000)
                    .boxed()
                    .reduce(b, (all, i) -> all.with("f" + i, ""), (x, y) -> y),
            "files, must have 16 at most"),
        files("other bytes", b -> b.with(PART, "{}\n"), "'rows.jsonl' is not what was written"),
        files("no bytes", b -> b.with(PART, ""), "'rows.jsonl' is not what was written"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFiles")
  void files_that_are_not_as_they_were_written_are_refused(
      String title, UnaryOperator<ForgedBundle> change, String problem) throws IOException {
    refused(change.apply(ForgedBundle.of(good)).zip(), problem);
  }

  private static Arguments manifest(String title, Consumer<ObjectNode> change, String problem) {
    UnaryOperator<ForgedBundle> edit = bundle -> bundle.manifest(change);
    return arguments(title, edit, problem);
  }

  private static Arguments manifestText(String title, UnaryOperator<String> edit, String problem) {
    UnaryOperator<ForgedBundle> change = b -> b.with(MANIFEST, edit.apply(b.text(MANIFEST)));
    return arguments(title, change, problem);
  }

  private static Arguments live(String number) {
    return manifestText(
        "live version " + number,
        text -> text.replace("\"live\":1,", "\"live\":" + number + ","),
        "its live version is something else, must be an integer from 1 to 2147483647");
  }

  private static Arguments rowsNumber(String field, String number, String problem) {
    return manifestText(
        field + " " + number,
        text -> text.replaceAll("(\"name\":\"rows\"[^}]*\"" + field + "\":)\\d+", "$1" + number),
        problem);
  }

  static Stream<Arguments> wrongManifests() {
    String entries = "the number of entries of a part is something else, must be an integer from 1";
    String bytes = "the size of a part is something else, must be an integer from 1";
    return Stream.of(
        manifest("another dataset", m -> m.put("dataset", "other"), "it is of dataset 'other'"),
        manifest("no dataset", m -> m.remove("dataset"), "its manifest has no field 'dataset'"),
        manifest("a dataset that is none", m -> m.putArray("dataset").add(1), "is no text"),
        manifest(
            "another format",
            m -> m.put("format", "obsrv-archive-2"),
            "its format is 'obsrv-archive-2', must be 'obsrv-archive-1'"),
        live("0"),
        live("-1"),
        live("1.5"),
        live("\"1\""),
        live("null"),
        live("99999999999"),
        live("[[[1]]]"),
        manifest(
            "a version that is not live",
            m -> m.put("live", 7),
            "its manifest says that version 7 is live, its part 'control' says 1"),
        rowsNumber("entries", "-1", entries),
        rowsNumber("entries", "1e3", entries),
        rowsNumber("entries", "9223372036854775808", entries),
        rowsNumber("entries", "9", "'rows.jsonl' has 2 entries, must have 9"),
        rowsNumber("bytes", "-5", bytes),
        rowsNumber("bytes", "9223372036854775807", bytes),
        rowsNumber("bytes", "9223372036854775806", "'rows.jsonl' is not what was written"),
        rowsNumber("bytes", "1", "'rows.jsonl' is not what was written"),
        manifest(
            "a hash that is none",
            m -> part(m, "rows").put("sha256", 5),
            "the SHA-256 of a part is no text"),
        manifest(
            "another hash",
            m -> part(m, "rows").put("sha256", "0".repeat(64)),
            "'rows.jsonl' is not what was written"),
        manifest(
            "a part above",
            m -> part(m, "rows").put("name", "../rows"),
            "its manifest has a part '../rows', must be one of [columns, rows"),
        manifest("no parts", m -> m.putArray("parts"), "its manifest has no part 'control'"),
        manifest(
            "parts that are none", m -> m.put("parts", 7), "its manifest has no list of parts"),
        manifest(
            "a part that is none",
            m -> m.withArray("parts").add("rows"),
            "its manifest lists what is no part, or more than there can be"),
        manifest(
            "more parts than there are",
            m -> IntStream.range(0, 10_000).forEach(i -> m.withArray("parts").addObject()),
            "; and 10,0"),
        manifest(
            "a part twice",
            m -> m.withArray("parts").add(part(m, "rows").deepCopy()),
            "each once and in this order"),
        manifest(
            "parts in another order",
            m -> m.withArray("parts").add(m.withArray("parts").remove(0)),
            "each once and in this order"),
        manifest(
            "fields too many",
            m -> IntStream.range(0, 10_000).forEach(i -> m.put("f" + i, i)),
            "its manifest has a field 'f0' too many; its manifest has a field 'f1' too many"),
        manifestText(
            "a field twice",
            text -> text.replace("\"live\":1,", "\"live\":1,\"live\":2,"),
            "its manifest has a field 'live' too many"),
        manifestText("nothing", text -> "", "its manifest is no JSON object"),
        manifestText("a list", text -> "[" + text + "]", "its manifest is no JSON object"),
        manifestText("no JSON", text -> "PK", "its manifest is not JSON: "),
        manifestText(
            "cut off", text -> text.substring(0, text.length() - 1), "its manifest is not JSON: "),
        manifestText("more behind", text -> text + "{}", "has more behind the JSON object"),
        manifestText(
            "depth",
            text -> text.replace("\"audit\":[", "\"audit\":[" + "[".repeat(100_000)),
            "its manifest is not JSON: Document nesting depth"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongManifests")
  void a_manifest_that_no_library_wrote_is_refused(
      String title, UnaryOperator<ForgedBundle> change, String problem) throws IOException {
    refused(change.apply(ForgedBundle.of(good)).zip(), problem);
  }

  private static Arguments rows(String title, UnaryOperator<String> change, String problem) {
    UnaryOperator<ForgedBundle> edit = bundle -> bundle.lines("rows", change);
    return arguments(title, edit, problem);
  }

  static Stream<Arguments> wrongLines() {
    String unreadable = "A line of part 'rows' cannot be read, 1 problem: ";
    UnaryOperator<ForgedBundle> latin1 =
        b ->
            b.part(
                "rows",
                b.text(PART).replace("\"a\"", "\"é\"").getBytes(StandardCharsets.ISO_8859_1));
    return Stream.of(
        rows("text", lines -> "hello\n" + lines, unreadable + "is no JSON"),
        rows("an empty line", lines -> lines + "\n", unreadable + "is no JSON object"),
        rows("a list", lines -> lines + "[]\n", unreadable + "is no JSON object"),
        rows("an entry of another part", lines -> lines + "{\"key\":\"k\"}\n", unreadable),
        rows("line ends of another system", lines -> lines.replace("\n", "\r\n"), unreadable),
        rows(
            "a depth",
            lines -> "{\"sequence\":" + "[".repeat(50_000) + "\n" + lines,
            unreadable + "is no JSON: Document nesting depth"),
        rows(
            "no end",
            lines -> lines.substring(0, lines.length() - 1),
            "'rows.jsonl' cannot be read: its last line has no end"),
        arguments(
            "no UTF-8", latin1, "'rows.jsonl' cannot be read: a line of it is no text in UTF-8"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongLines")
  void lines_that_are_no_entries_are_refused(
      String title, UnaryOperator<ForgedBundle> change, String problem) throws IOException {
    refused(change.apply(ForgedBundle.of(good)).zip(), problem);
  }

  private static Arguments bytes(String title, UnaryOperator<byte[]> change, String problem) {
    return arguments(title, change, problem);
  }

  private static Arguments cut(String title, UnaryOperator<Integer> length) {
    return bytes(
        title,
        file -> Arrays.copyOf(file, length.apply(file.length)),
        "it is no ZIP file, or cut off: ");
  }

  static Stream<Arguments> wrongBytes() {
    String behind = "it has something behind its last file";
    return Stream.of(
        cut("nothing", length -> 0),
        cut("a byte", length -> 1),
        cut("the first header", length -> 30),
        cut("half", length -> length / 2),
        cut("without the directory's end", length -> length - 22),
        cut("without the last byte", length -> length - 1),
        bytes("text", file -> "hello".getBytes(StandardCharsets.UTF_8), "it is no ZIP file"),
        bytes(
            "a file behind it",
            file -> Bytes.concat(file, "#!/bin/sh".getBytes(StandardCharsets.UTF_8)),
            behind),
        bytes("zeros behind it", file -> Arrays.copyOf(file, file.length + 100), behind),
        bytes("a bundle behind it", file -> Bytes.concat(file, file), "it has something before"),
        bytes(
            "a file before it",
            file -> Bytes.concat("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), file),
            "it has something before its first file"),
        bytes(
            "a comment",
            file -> {
              byte[] longer = Arrays.copyOf(file, file.length + 1);
              longer[file.length - 2] = 1;
              return longer;
            },
            behind),
        bytes(
            "a part twice",
            file ->
                ForgedBundle.replaced(
                    ForgedBundle.of(file).with("rows.jsonX", "{}\n").zip(), "rows.jsonX", PART),
            "'rows.jsonl' is there twice"),
        bytes(
            "a manifest twice",
            file ->
                ForgedBundle.replaced(
                    ForgedBundle.of(file).with("manifest.jsox", "{}").zip(),
                    "manifest.jsox",
                    MANIFEST),
            "'manifest.json' is there twice"),
        bytes(
            "a part that inflates",
            file -> ForgedBundle.of(file).zip(PART, 512),
            "'rows.jsonl' is not what was written"),
        bytes(
            "a manifest that inflates",
            file -> ForgedBundle.of(file).zip(MANIFEST, 300),
            "its manifest is larger than 268,435,456 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBytes")
  void a_file_that_is_not_as_it_was_written_is_refused(
      String title, UnaryOperator<byte[]> change, String problem) throws IOException {
    refused(change.apply(good), problem);
  }

  @Test
  void the_bundle_of_another_dataset_is_refused_in_the_place_of_this_one() throws IOException {
    Fixtures.publish(
        obsrv,
        DatasetDefinition.named("other")
            .schema(obsrv.datasets().versions("orders").get(0).definition().schema()));
    obsrv.ingestion().ingest("other", "{\"id\": 7}");
    obsrv.datasets().retire("other");
    obsrv.datasets().archive("other");
    Path others =
        directory
            .resolve("archives")
            .resolve(obsrv.datasets().find("other").orElseThrow().archive().orElseThrow().file());
    byte[] bytes = Files.readAllBytes(others);
    Files.delete(others);

    refused(bytes, "it is of dataset 'other'");
  }
}
