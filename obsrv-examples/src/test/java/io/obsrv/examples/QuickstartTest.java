package io.obsrv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
  private static final String SALES =
      """
      Order No.,Post Code,When,Amount €,"City, Country"
      1,01234,01.02.2024,10.50,"Köln, DE"
      2,80331,29.02.2024,,"München, DE"
      3,01234,01.03.2024,4.25,"Köln, DE"
      """;

  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void without_arguments_it_tells_the_story_of_the_earthquakes() throws IOException {
    Program program = Program.run();

    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isZero();
    assertThat(program.out())
        .contains("asha: submit, IN_REVIEW", "ravi: publish, LIVE")
        .contains("1,710 received = 1,707 accepted + 1 duplicates + 2 quarantined")
        .contains("MALFORMED_JSON", "WRONG_TYPE /properties/mag")
        .contains("== Version 2 adds a table of the strong ones");
  }

  @Nested
  class With_a_file_of_ones_own {
    @Test
    void the_shipped_earthquakes_are_counted_as_they_are() throws IOException {
      Path file = Shipped.earthquakes(directory);

      JsonNode json =
          Program.run(
                  file,
                  "--extract",
                  "features",
                  "--key",
                  "id",
                  "--time",
                  "properties_time",
                  "--group-by",
                  "properties_magType",
                  "--measure",
                  "count",
                  "--measure",
                  "max:properties_mag",
                  "--where",
                  "properties_mag >= 4.5",
                  "--json")
              .json();

      assertThat(json.path("received").asInt()).isEqualTo(1707);
      assertThat(json.path("accepted").asInt()).isEqualTo(1707);
      assertThat(json.path("causes")).isEmpty();
      assertThat(json.path("columns").findValuesAsText("name"))
          .contains("geometry_coordinates", "properties_time");
      assertThat(typeOf(json, "properties_time")).isEqualTo("timestamp");
      assertThat(typeOf(json, "properties_mag")).isEqualTo("number");
      assertThat(json.path("table").get(0).fieldNames())
          .toIterable()
          .containsExactly("properties_magType", "count", "max_properties_mag");
      int strong = 0;
      for (JsonNode row : json.path("table")) {
        strong += row.path("count").asInt();
        assertThat(row.path("max_properties_mag").asDouble()).isGreaterThanOrEqualTo(4.5);
      }
      assertThat(strong).isEqualTo(85);
    }

    @Test
    void columns_keep_their_names_and_texts_that_look_like_numbers_stay_texts() throws IOException {
      Path file = write("Sales 2024.csv", SALES);

      JsonNode json =
          Program.run(
                  file,
                  "--key",
                  "Order No.",
                  "--time",
                  "When",
                  "--time-format",
                  "dd.MM.yyyy",
                  "--group-by",
                  "Post Code",
                  "--every",
                  "month",
                  "--measure",
                  "count",
                  "--measure",
                  "sum:Amount €",
                  "--json")
              .json();

      assertThat(json.path("columns").findValuesAsText("name"))
          .containsExactly("Order No.", "Post Code", "When", "Amount €", "City, Country");
      assertThat(json.path("columns").findValuesAsText("type"))
          .containsExactly("integer", "string", "timestamp", "number", "string");
      assertThat(json.path("table").toString())
          .isEqualTo(
              """
              [{"Post Code":"01234","When":"2024-02-01T00:00:00Z","count":1,"sum_Amount €":10.5},\
              {"Post Code":"01234","When":"2024-03-01T00:00:00Z","count":1,"sum_Amount €":4.25},\
              {"Post Code":"80331","When":"2024-02-01T00:00:00Z","count":1,"sum_Amount €":null}]""");
    }

    @Test
    void a_second_run_on_the_same_data_accepts_nothing_and_leaves_the_table() throws IOException {
      Path file = write("sales.csv", SALES);
      Object[] args = {
        file,
        "--key",
        "Order No.",
        "--group-by",
        "Post Code",
        "--data",
        directory.resolve("kept"),
        "--json"
      };

      JsonNode first = Program.run(args).json();
      JsonNode second = Program.run(args).json();

      assertThat(first.path("accepted").asInt()).isEqualTo(3);
      assertThat(second.path("accepted").asInt()).isZero();
      assertThat(second.path("table")).isEqualTo(first.path("table"));
    }

    @Test
    void a_grown_file_yields_only_what_is_new() throws IOException {
      Path file = write("events.jsonl", "{\"id\": 1}\n{\"id\": 2}\n");
      Object[] args = {file, "--data", directory.resolve("kept"), "--json"};
      Program.run(args);
      Files.writeString(file, "{\"id\": 1}\n{\"id\": 2}\n{\"id\": 3, \"new\": \"x\"}\n");

      JsonNode second = Program.run(args).json();

      assertThat(second.path("received").asInt()).isEqualTo(1);
      assertThat(second.path("accepted").asInt()).isEqualTo(1);
      assertThat(second.path("table").get(0).path("count").asInt()).isEqualTo(3);
      assertThat(second.path("columns").findValuesAsText("name")).containsExactly("id", "new");
    }

    @Test
    void another_key_finds_the_duplicates_of_what_is_stored() throws IOException {
      Path file = write("events.csv", "id,x\n1,a\n2,b\n");
      Path kept = directory.resolve("kept");
      Program.run(file, "--key", "id", "--data", kept, "--json");
      Files.writeString(file, "id,x\n9,b\n3,c\n");

      JsonNode second = Program.run(file, "--key", "x", "--data", kept, "--json").json();

      assertThat(second.path("accepted").asInt()).isEqualTo(1);
      assertThat(second.path("duplicates").asInt()).isEqualTo(1);
      assertThat(second.path("table").get(0).path("count").asInt()).isEqualTo(3);
    }

    @Test
    void a_replaced_file_is_read_again_and_by_its_key_only_what_is_new_is_stored()
        throws IOException {
      Path file = write("events.csv", "id,x\n1,a\n2,b\n");
      Object[] args = {file, "--key", "id", "--data", directory.resolve("kept"), "--json"};
      Program.run(args);
      Files.writeString(file, "id,x\n2,b\n3,c\n");
      JsonNode second = Program.run(args).json();
      Files.writeString(file, "id,x\n3,c\n4,d\n");
      JsonNode third = Program.run(args).json();

      assertThat(second.path("accepted").asInt()).isEqualTo(1);
      assertThat(second.path("duplicates").asInt()).isEqualTo(1);
      assertThat(third.path("accepted").asInt()).isEqualTo(1);
      assertThat(third.path("table").get(0).path("count").asInt()).isEqualTo(4);
    }

    @Test
    void other_options_on_the_same_data_change_the_table_and_keep_the_rows() throws IOException {
      Path file = write("sales.csv", SALES);
      Path data = directory.resolve("kept");
      Program.run(file, "--data", data, "--json");

      JsonNode second =
          Program.run(file, "--group-by", "Post Code", "--data", data, "--json").json();

      assertThat(second.path("received").asInt()).isZero();
      assertThat(second.path("table")).hasSize(2);
    }

    @Test
    void fields_are_told_apart_by_commas_and_may_hold_some_themselves() throws IOException {
      Path file = write("sales.csv", SALES);

      JsonNode json =
          Program.run(file, "--group-by", "Post Code,City, Country", "--key", "Order No.", "--json")
              .json();

      assertThat(json.path("table").toString())
          .isEqualTo(
              """
              [{"Post Code":"01234","City, Country":"Köln, DE","count":2},\
              {"Post Code":"80331","City, Country":"München, DE","count":1}]""");
    }

    @Test
    void a_column_whose_type_changes_half_way_down_becomes_text() throws IOException {
      List<String> lines = new ArrayList<>(List.of("id,value"));
      for (int i = 0; i < 2_000; i++) {
        lines.add(i + "," + (i < 1_000 ? Integer.toString(i) : "v" + i));
      }
      Path file = write("changing.csv", String.join("\n", lines));

      JsonNode json = Program.run(file, "--json").json();

      assertThat(json.path("accepted").asInt()).isEqualTo(2_000);
      assertThat(typeOf(json, "value")).isEqualTo("string");
    }

    @Test
    void a_field_that_is_added_up_stays_a_number_and_what_is_none_is_quarantined()
        throws IOException {
      Path file = write("amounts.csv", "id,amount\n1,10\n2,n/a\n3,5\n");

      JsonNode json = Program.run(file, "--measure", "sum:amount", "--json").json();

      assertThat(json.path("causes").toString()).isEqualTo("{\"WRONG_TYPE\":1}");
      assertThat(json.path("table").toString()).isEqualTo("[{\"sum_amount\":15}]");
    }

    @Test
    void a_time_may_be_written_in_several_forms_of_iso_8601() throws IOException {
      Path file =
          write(
              "t.csv",
              "t\n2020-01-01T00:00:00\n2020-01-02T01:00:00+01:00\n2020-01-03\n2020-01-04 05:00:00\nsoon\n");

      JsonNode json = Program.run(file, "--time", "t", "--every", "day", "--json").json();

      assertThat(typeOf(json, "t")).isEqualTo("timestamp");
      assertThat(json.path("causes").toString()).isEqualTo("{\"BAD_FORMAT\":1}");
      assertThat(json.path("table").findValuesAsText("t"))
          .containsExactly(
              "2020-01-01T00:00:00Z",
              "2020-01-02T00:00:00Z",
              "2020-01-03T00:00:00Z",
              "2020-01-04T00:00:00Z");
    }

    @Test
    void a_broken_record_in_a_good_file_is_quarantined_alone() throws IOException {
      Path file = write("events.jsonl", "{\"id\": 1}\n{\"id\": \n{\"id\": 3}\n[]\n{\"id\": 4");

      JsonNode json = Program.run(file, "--json").json();

      assertThat(json.path("received").asInt()).isEqualTo(5);
      assertThat(json.path("accepted").asInt()).isEqualTo(2);
      assertThat(json.path("causes").toString())
          .isEqualTo("{\"MALFORMED_JSON\":1,\"NOT_AN_OBJECT\":1,\"TRUNCATED\":1}");
    }

    @Test
    void a_column_may_be_empty_in_every_row_or_begin_with_an_underscore() throws IOException {
      Path file = write("mongo.csv", "_id,note,_version\n1,,2\n2,,3\n");

      JsonNode json = Program.run(file, "--key", "_id", "--group-by", "note", "--json").json();

      assertThat(json.path("columns").findValuesAsText("name"))
          .containsExactly("_id", "note", "version");
      assertThat(json.path("table").toString()).isEqualTo("[{\"note\":null,\"count\":2}]");
    }

    @Test
    void options_know_a_renamed_column_by_the_name_of_its_field() throws IOException {
      String wide = "w".repeat(300);
      Path file =
          write(
              "kept.csv",
              "_seq,_received_at,_source,%s\n1,2024-01-02T00:00:00Z,a,5\n2,2024-01-03T00:00:00Z,b,6\n"
                  .formatted(wide));

      JsonNode json =
          Program.run(
                  file,
                  "--key",
                  "_seq",
                  "--time",
                  "_received_at",
                  "--group-by",
                  "_source",
                  "--every",
                  "month",
                  "--measure",
                  "sum:" + wide,
                  "--where",
                  "_source != b",
                  "--json")
              .json();

      assertThat(json.path("table").get(0).fieldNames())
          .toIterable()
          .containsExactly("source", "received_at", "sum_" + wide.substring(0, 247));
      assertThat(json.path("table").findValuesAsText("source")).containsExactly("a");
      assertThat(Program.run(file).out())
          .contains(
              "source: is the column of '_source', because that name is kept for the library");
    }

    @Test
    void a_file_may_have_the_name_of_a_word_of_sql() throws IOException {
      assertThat(Program.run(write("order.csv", SALES), "--json").json().path("accepted").asInt())
          .isEqualTo(3);
    }

    @Test
    void fields_beyond_the_columns_of_a_schema_are_kept_beside_them() throws IOException {
      String header =
          IntStream.range(0, 1_200).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
      Path file = write("wide.csv", header + "\n" + header.replace("c", "v") + "\n");

      assertThat(Program.run(file, "--json").json().path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void a_compressed_file_is_read_as_it_is() throws IOException {
      Path file = directory.resolve("sales.csv.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(SALES.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }

      assertThat(Program.run(file, "--json").json().path("accepted").asInt()).isEqualTo(3);
    }

    @Test
    void without_json_a_person_is_told() throws IOException {
      Program program = Program.run(write("sales.csv", SALES), "--group-by", "Post Code");

      assertThat(program.out())
          .contains("3 received = 3 accepted + 0 duplicates + 0 quarantined")
          .contains("== select count(*) from sales");
    }
  }

  @Nested
  class Refusals_are_one_sentence_and_exit_code_2 {
    private void assertRefused(Program program, String... parts) {
      assertThat(program.status()).isEqualTo(2);
      assertThat(program.out()).isEmpty();
      assertThat(program.err().lines()).hasSize(1);
      assertThat(program.err()).contains(parts).doesNotContain("Exception", "\tat ");
    }

    @Test
    void a_missing_file() throws IOException {
      assertRefused(
          Program.run("nowhere.csv", "--json"),
          "'nowhere.csv' does not exist; name a file to read");
    }

    @Test
    void a_file_of_an_unknown_kind() throws IOException {
      assertRefused(Program.run(write("a.xml", "<a/>")), "must be .json, .jsonl or .csv");
    }

    @Test
    void an_unknown_field() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--group-by", "Colour", "--measure", "max:Size"),
          "The file has no field Colour, Size; name one that it has (columns: Order No., Post Code");
    }

    @Test
    void an_unknown_option() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--colour", "red"), "Unknown option", "--help");
    }

    @Test
    void a_malformed_measure() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--measure", "total:x"),
          "--measure 'total:x' must be count, sum:FIELD");
    }

    @Test
    void a_malformed_condition() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--where", "Amount"),
          "--where 'Amount' must be a field, one of = != < <= > >= and a value");
    }

    @Test
    void an_operator_of_another_language() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--where", "Order No. == 2"),
          "--where 'Order No. == 2' must be a field, one of = != < <= > >= and a value");
    }

    @Test
    void a_condition_that_does_not_fit_the_field() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--where", "Order No. > many"),
          "'Order No.' is integer");
    }

    @Test
    void a_bucket_that_is_none() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--every", "fortnight"), "--every", "fortnight");
    }

    @Test
    void a_pattern_that_is_none() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--time", "When", "--time-format", "QQQQQQQ{"),
          "--time-format cannot be used");
    }

    @Test
    void a_key_of_a_list_that_is_none() throws IOException {
      assertRefused(
          Program.run(write("a.json", "{}"), "--extract", ""), "--extract cannot be used");
    }

    @Test
    void buckets_without_a_time() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--every", "day"), "--every needs --time");
    }

    @Test
    void a_list_that_is_not_there() throws IOException {
      assertRefused(
          Program.run(write("a.json", "{\"rows\": [{\"a\": 1}]}"), "--extract", "features"),
          "features",
          "rows");
    }

    @Test
    void an_empty_file() throws IOException {
      assertRefused(Program.run(write("empty.jsonl", "")), "empty.jsonl", "has no record");
    }

    @Test
    void a_replaced_file_without_a_key() throws IOException {
      Path file = write("events.csv", "id,x\n1,a\n2,b\n");
      Program.run(file, "--data", directory.resolve("kept"), "--json");
      Files.writeString(file, "id,x\n2,b\n3,c\n");

      assertRefused(
          Program.run(file, "--data", directory.resolve("kept"), "--json"),
          "it does not begin as it did, so it is another file",
          "call with another --data");
    }

    @Test
    void a_directory_whose_name_the_database_does_not_take() throws IOException {
      assertRefused(
          Program.run(write("sales.csv", SALES), "--data", directory.resolve("a;b")),
          "--data cannot be used: ");
    }

    @Test
    void a_file_of_nothing_but_broken_records() throws IOException {
      assertRefused(
          Program.run(write("broken.jsonl", "[1]\n{\n")),
          "None of the 2 records of",
          "can be read, the first because: it is no JSON object");
    }

    @Test
    void a_directory_that_is_a_file() throws IOException {
      Path file = write("sales.csv", SALES);
      assertRefused(Program.run(file, "--data", file), "is a file, must be a directory");
    }

    @Test
    void a_directory_that_another_process_holds() throws Exception {
      Path data = Files.createDirectory(directory.resolve("held"));
      Path file = write("sales.csv", SALES);
      Holder.holding(
          data,
          () ->
              assertRefused(
                  Program.run(file, "--data", data), data.toString(), "another process holds it"));
    }
  }

  private static String typeOf(JsonNode json, String column) {
    for (JsonNode found : json.path("columns")) {
      if (found.path("name").asText().equals(column)) {
        return found.path("type").asText();
      }
    }
    throw new AssertionError("no column " + column);
  }
}
