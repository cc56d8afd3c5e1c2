package io.obsrv.examples;

import io.obsrv.table.Granularity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of the program, as they were written. */
@Command(
    name = "quickstart",
    description =
        "Turns a file into a dataset: infers its schema, ingests it, and answers. Without arguments it does so with a week of earthquakes.")
final class Options {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = ".json, .jsonl or .csv, also .gz")
  private @Nullable Path file;

  @Option(
      names = "--extract",
      paramLabel = "KEY",
      description = "the list of events is under this key; dots go deeper")
  private @Nullable String extract;

  @Option(
      names = "--key",
      paramLabel = "FIELD[,FIELD]",
      description = "the field (or fields) by which duplicates are found")
  private List<String> key = new ArrayList<>();

  @Option(
      names = "--time",
      paramLabel = "FIELD",
      description = "when an event happened: ISO 8601, epoch seconds or milliseconds")
  private @Nullable String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "how --time is written, for example dd.MM.yyyy")
  private @Nullable String timeFormat;

  @Option(
      names = "--group-by",
      paramLabel = "F[,F]",
      description = "the fields whose values make a group")
  private List<String> groupBy = new ArrayList<>();

  @Option(
      names = "--every",
      paramLabel = "BUCKET",
      description = "minute, hour, day, week, month or year, of --time")
  private @Nullable Granularity every;

  @Option(
      names = "--measure",
      paramLabel = "M",
      description = "count, sum:F, min:F, max:F or avg:F; can be repeated")
  private List<String> measures = new ArrayList<>();

  @Option(
      names = "--where",
      paramLabel = "\"F OP VALUE\"",
      description =
          "the subset for the table; OP is = != < <= > >=; null is no value; can be repeated, all must hold")
  private List<String> where = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keep the data there, a dataset for each file, known again by its path; default: a temporary directory")
  private @Nullable Path data;

  @Option(names = "--json", description = "print one JSON object only")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this")
  private boolean help;

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  Optional<String> extract() {
    return Optional.ofNullable(extract);
  }

  List<String> key() {
    return key;
  }

  Optional<String> time() {
    return Optional.ofNullable(time);
  }

  Optional<String> timeFormat() {
    return Optional.ofNullable(timeFormat);
  }

  List<String> groupBy() {
    return groupBy;
  }

  Optional<Granularity> every() {
    return Optional.ofNullable(every);
  }

  List<String> measures() {
    return measures;
  }

  List<String> where() {
    return where;
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  boolean json() {
    return json;
  }

  boolean help() {
    return help;
  }
}
