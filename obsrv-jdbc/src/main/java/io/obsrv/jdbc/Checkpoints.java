package io.obsrv.jdbc;

import io.obsrv.event.Checkpoint;
import io.obsrv.event.Progress;
import io.obsrv.schema.KeyText;
import java.util.List;
import java.util.Optional;

/**
 * How far each split has been read. Splits may have names of any length, so they are found by a key
 * of bounded length.
 */
final class Checkpoints {
  private Checkpoints() {}

  static Optional<Checkpoint> find(Session session, String source, String split) {
    return session
        .query("select checkpoint from <schema>._checkpoints where split_key = :key")
        .bind("key", key(source, split))
        .mapTo(String.class)
        .findOne()
        .map(Checkpoint::new);
  }

  static void reset(Session session, String source, String split, Optional<Checkpoint> to) {
    session
        .update("delete from <schema>._checkpoints where split_key = :key")
        .bind("key", key(source, split))
        .execute();
    to.ifPresent(
        checkpoint -> put(session, new Progress(source, split, Optional.empty(), checkpoint)));
  }

  static void put(Session session, Progress step) {
    String key = key(step.source(), step.split());
    int changed =
        session
            .update(
                "update <schema>._checkpoints set checkpoint = :checkpoint where split_key = :key")
            .bind("key", key)
            .bind("checkpoint", step.to().value())
            .execute();
    if (changed == 0) {
      session
          .update(
              """
              insert into <schema>._checkpoints (split_key, source, split, checkpoint)
              values (:key, :source, :split, :checkpoint)
              """)
          .bind("key", key)
          .bind("source", step.source())
          .bind("split", step.split())
          .bind("checkpoint", step.to().value())
          .execute();
    }
  }

  private static String key(String source, String split) {
    return KeyText.of(List.of(source, split));
  }
}
