package io.obsrv.jdbc;

import io.obsrv.event.Rejected;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many records went to quarantine for each cause. */
final class Causes {
  private Causes() {}

  static void count(Session session, List<Rejected> rejected) {
    Map<String, Long> counts = new TreeMap<>();
    rejected.forEach(record -> counts.merge(record.rejection().code().name(), 1L, Long::sum));
    counts.forEach((code, records) -> add(session, code, records));
  }

  private static void add(Session session, String code, long records) {
    int changed =
        session
            .update("update <schema>._causes set records = records + :records where code = :code")
            .bind("code", code)
            .bind("records", records)
            .execute();
    if (changed == 0) {
      session
          .update("insert into <schema>._causes (code, records) values (:code, :records)")
          .bind("code", code)
          .bind("records", records)
          .execute();
    }
  }
}
