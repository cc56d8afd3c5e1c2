package io.obsrv.connector.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.schema.JsonText;

/** One JSON object per line: where the row comes from, then its columns. */
final class JsonRowText implements RowText {
  @Override
  public String header() {
    return "";
  }

  @Override
  public boolean takes(DestinationRecord record) {
    return true;
  }

  @Override
  public String line(DestinationRecord record) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("_seq", record.sequence())
            .put("_effect", record.effect().name())
            .put("_received_at", record.receivedAt().toString());
    line.setAll(record.value());
    return JsonText.write(line) + "\n";
  }
}
