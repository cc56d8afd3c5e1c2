package io.obsrv.pipeline;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Rejection;
import io.obsrv.event.Stage;

/** A record fails a stage. Checked, and without a stack trace: bad records are ordinary input. */
final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  RejectedException(Stage stage, RejectionCode code, String path, String message) {
    this(new Rejection(stage, code, path, message));
  }

  RejectedException(Rejection rejection) {
    super(rejection.message(), null, false, false);
    this.rejection = rejection;
  }

  Rejection rejection() {
    return rejection;
  }
}
