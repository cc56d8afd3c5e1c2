package io.obsrv.connector.file;

class WatchedCsvSourceTckTest extends FileSourceContract {
  WatchedCsvSourceTckTest() {
    super(FileFormat.CSV, true);
  }

  @Override
  String header() {
    return "id,name\n";
  }

  @Override
  String record(int id) {
    return id + ",\"row " + id + "\"\n";
  }
}
