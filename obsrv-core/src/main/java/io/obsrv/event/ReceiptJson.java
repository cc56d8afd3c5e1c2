package io.obsrv.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.obsrv.error.RejectionCode;
import io.obsrv.schema.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The form in which stores keep receipts: all are accepted but those it names. */
public final class ReceiptJson {
  private ReceiptJson() {}

  /**
   * Writes a receipt.
   *
   * @param receipt the receipt
   * @return its text
   */
  public static String write(Receipt receipt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", receipt.version());
    json.put("committedAt", receipt.committedAt().toString());
    json.put("records", receipt.received());
    ArrayNode duplicates = json.putArray("duplicates");
    ArrayNode quarantined = json.putArray("quarantined");
    ArrayNode warned = json.putArray("warned");
    for (int i = 0; i < receipt.verdicts().size(); i++) {
      Verdict verdict = receipt.verdicts().get(i);
      if (verdict instanceof Verdict.Duplicate) {
        duplicates.add(i);
      } else if (verdict instanceof Verdict.Quarantined record) {
        write(quarantined.addObject().put("index", i), record);
      } else if (!((Verdict.Accepted) verdict).warnings().isEmpty()) {
        ArrayNode rules = warned.addObject().put("index", i).putArray("rules");
        ((Verdict.Accepted) verdict).warnings().forEach(rules::add);
      }
    }
    return JsonText.write(json);
  }

  private static void write(ObjectNode json, Verdict.Quarantined record) {
    json.put("id", record.id())
        .put("stage", record.rejection().stage().name())
        .put("code", record.rejection().code().name())
        .put("path", record.rejection().path())
        .put("message", record.rejection().message());
  }

  /**
   * Reads a receipt.
   *
   * @param text what {@link #write} wrote
   * @return the receipt
   */
  public static Receipt read(String text) {
    JsonNode json = JsonText.parse(text);
    List<Verdict> verdicts =
        new ArrayList<>(
            Collections.nCopies(json.path("records").intValue(), Verdict.accepted(List.of())));
    json.path("duplicates").forEach(i -> verdicts.set(i.intValue(), new Verdict.Duplicate()));
    json.path("quarantined")
        .forEach(record -> verdicts.set(record.path("index").intValue(), quarantined(record)));
    for (JsonNode record : json.path("warned")) {
      List<String> rules = new ArrayList<>();
      record.path("rules").forEach(rule -> rules.add(rule.textValue()));
      verdicts.set(record.path("index").intValue(), Verdict.accepted(rules));
    }
    return new Receipt(
        verdicts,
        json.path("version").intValue(),
        Instant.parse(json.path("committedAt").textValue()));
  }

  private static Verdict quarantined(JsonNode json) {
    return new Verdict.Quarantined(
        json.path("id").longValue(),
        new Rejection(
            Stage.valueOf(json.path("stage").textValue()),
            RejectionCode.valueOf(json.path("code").textValue()),
            json.path("path").textValue(),
            json.path("message").textValue()));
  }
}
