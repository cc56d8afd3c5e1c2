package io.obsrv.ingest;

import io.obsrv.event.Form;
import io.obsrv.event.QuarantinedEvent;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.pipeline.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends records through the stages of a version and no further. */
final class Trial {
  private Trial() {}

  static List<TrialOutcome> run(Pipeline pipeline, List<QuarantinedEvent> records) {
    Map<Long, Rejection> rejections = new HashMap<>();
    List<QuarantinedEvent> alone =
        records.stream().filter(record -> record.form() != Form.ENVELOPE).toList();
    for (Rejected each :
        pipeline.again(alone.stream().map(QuarantinedEvent::event).toList()).rejected()) {
      rejections.put(alone.get(each.index()).id(), each.rejection());
    }
    for (QuarantinedEvent record : records) {
      if (record.form() == Form.ENVELOPE) {
        pipeline.opened(record.event()).rejected().stream()
            .findFirst()
            .ifPresent(each -> rejections.put(record.id(), each.rejection()));
      }
    }
    return records.stream()
        .map(
            record ->
                new TrialOutcome(record.id(), Optional.ofNullable(rejections.get(record.id()))))
        .toList();
  }
}
