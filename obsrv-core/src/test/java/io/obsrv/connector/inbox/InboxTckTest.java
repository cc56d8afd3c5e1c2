package io.obsrv.connector.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.tck.SourceTck;
import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** With segments so small that most records begin a new one. */
class InboxTckTest extends SourceTck {
  @TempDir Path temp;

  private Inbox inbox;
  private int opened;

  @BeforeEach
  void makeInbox() {
    inbox = Inbox.at("orders", temp.resolve("inbox" + opened++), 40);
  }

  @AfterEach
  void closeInbox() {
    inbox.close();
  }

  @Override
  protected ConnectorProvider provider() {
    return inbox;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of();
  }

  @Override
  protected void bringIn(List<Integer> ids) {
    ids.forEach(id -> inbox.put(Event.json("{\"id\":" + id + "}")));
  }

  @Override
  protected void bringInPoison() {
    inbox.put(new Event.Broken("x".getBytes(UTF_8), RejectionCode.MALFORMED_RECORD, "is bad"));
  }

  @Override
  protected void startOver(List<Integer> ids) {
    closeInbox();
    makeInbox();
    bringIn(ids);
  }
}
