package io.obsrv.connector.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.event.Effect;
import io.obsrv.schema.JsonText;
import java.util.List;

class JsonLinesDestinationTckTest extends FileDestinationContract {
  JsonLinesDestinationTckTest() {
    super(FileFormat.JSONL);
  }

  @Override
  List<Seen> read(String file) {
    return file.lines().map(JsonText::parse).map(JsonLinesDestinationTckTest::seen).toList();
  }

  private static Seen seen(JsonNode line) {
    return new Seen(line.path("id").asInt(), Effect.valueOf(line.path("_effect").asText()));
  }
}
