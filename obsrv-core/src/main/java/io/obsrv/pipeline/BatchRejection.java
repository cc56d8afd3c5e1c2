package io.obsrv.pipeline;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first rule of a batch that rejects the whole of it, if one is broken. Used by one thread. */
final class BatchRejection {
  private @Nullable Rejection rejection;

  void broken(String rule, int index) {
    if (rejection == null) {
      rejection =
          new Rejection(
              Stage.CHECK,
              RejectionCode.BATCH_REJECTED,
              "",
              "record %d of the batch breaks rule '%s', which rejects the whole batch"
                  .formatted(index, rule));
    }
  }

  Optional<Rejection> rejection() {
    return Optional.ofNullable(rejection);
  }
}
