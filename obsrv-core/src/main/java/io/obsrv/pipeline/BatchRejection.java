package io.obsrv.pipeline;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule that rejects a whole batch, if one is broken: that of the first record that breaks one.
 * For many threads; its own lock guards it.
 */
final class BatchRejection {
  private @Nullable Rejection rejection;
  private int first = Integer.MAX_VALUE;

  synchronized void broken(String rule, int index) {
    if (index < first) {
      first = index;
      rejection =
          new Rejection(
              Stage.CHECK,
              RejectionCode.BATCH_REJECTED,
              "",
              "record %d of the batch breaks rule '%s', which rejects the whole batch"
                  .formatted(index, rule));
    }
  }

  synchronized Optional<Rejection> rejection() {
    return Optional.ofNullable(rejection);
  }
}
