package io.obsrv.connector.file;

import com.google.common.base.Splitter;
import io.obsrv.event.Effect;
import java.util.List;

class CsvDestinationTckTest extends FileDestinationContract {
  CsvDestinationTckTest() {
    super(FileFormat.CSV);
  }

  @Override
  List<Seen> read(String file) {
    return file.lines().skip(1).map(CsvDestinationTckTest::seen).toList();
  }

  private static Seen seen(String line) {
    List<String> cells = Splitter.on(',').splitToList(line);
    return new Seen(Integer.parseInt(cells.get(3)), Effect.valueOf(cells.get(1)));
  }
}
