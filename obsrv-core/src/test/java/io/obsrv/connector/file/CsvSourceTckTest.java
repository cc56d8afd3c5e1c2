package io.obsrv.connector.file;

class CsvSourceTckTest extends FileSourceContract {
  CsvSourceTckTest() {
    super(FileFormat.CSV, false);
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
