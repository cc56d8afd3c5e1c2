package io.obsrv.connector.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The formats a file can have: how it is cut into records. */
enum FileFormat {
  JSONL("jsonl", FileOption.PATH) {
    @Override
    Framing framing(Reading reading, Path file, RecordBytes bytes) {
      return new JsonLinesFraming(bytes, reading.maxEventBytes());
    }
  },
  JSON("json", FileOption.PATH, FileOption.EXTRACT) {
    @Override
    Framing framing(Reading reading, Path file, RecordBytes bytes) {
      return new JsonListFraming(reading, file, bytes);
    }
  },
  CSV("csv", FileOption.PATH, FileOption.DELIMITER) {
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

  String type() {
    return type;
  }

  List<FileOption> options() {
    return options;
  }
}
