package io.obsrv.connector.file;

import io.obsrv.connector.DestinationRecord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The formats a file can have: how it is cut into records. */
enum FileFormat {
  JSONL("jsonl", FileOption.PATH, FileOption.WATCH) {
    @Override
    RowText rowText(Set<String> columns, DestinationRecord first) {
      return new JsonRowText();
    }

    @Override
    Framing framing(Reading reading, Path file, RecordBytes bytes) {
      return new JsonLinesFraming(bytes, reading.maxEventBytes());
    }
  },
  JSON("json", FileOption.PATH, FileOption.EXTRACT, FileOption.WATCH) {
    @Override
    boolean isDestination() {
      return false;
    }

    @Override
    RowText rowText(Set<String> columns, DestinationRecord first) {
      throw new IllegalStateException("rows are not written as one list");
    }

    @Override
    Framing framing(Reading reading, Path file, RecordBytes bytes) {
      return new JsonListFraming(reading, file, bytes);
    }
  },
  CSV("csv", FileOption.PATH, FileOption.DELIMITER, FileOption.WATCH) {
    @Override
    RowText rowText(Set<String> columns, DestinationRecord first) {
      return new CsvRowText(columns, first);
    }

    @Override
    Framing framing(Reading reading, Path file, RecordBytes bytes) {
      return new CsvFraming(reading, file, bytes);
    }
  };

  private final String type;
  private final List<FileOption> options;

  FileFormat(String type, FileOption... options) {
    this.type = type;
    this.options = Arrays.stream(options).toList();
  }

  abstract Framing framing(Reading reading, Path file, RecordBytes bytes);

  /** How rows are written into a file whose first row is given. */
  abstract RowText rowText(Set<String> columns, DestinationRecord first);

  /** Whether rows can be written one behind the other. */
  boolean isDestination() {
    return true;
  }

  String type() {
    return type;
  }

  List<FileOption> options() {
    return options;
  }
}
