package io.obsrv.connector.file;

class JsonLinesSourceTckTest extends FileSourceContract {
  JsonLinesSourceTckTest() {
    super(FileFormat.JSONL, false);
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
