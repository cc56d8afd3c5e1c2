package io.obsrv.connector.file;

class WatchedJsonLinesSourceTckTest extends FileSourceContract {
  WatchedJsonLinesSourceTckTest() {
    super(FileFormat.JSONL, true);
  }

  @Override
  String header() {
    return "";
  }

  @Override
  String record(int id) {
    return "{\"id\":" + id + "}\n";
  }
}
