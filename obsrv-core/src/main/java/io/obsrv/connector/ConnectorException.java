package io.obsrv.connector;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import org.jspecify.annotations.Nullable;

/**
 * A connector cannot do what it was asked. A single bad record is no exception, but an {@link
 * io.obsrv.event.Event.Broken}.
 */
public final class ConnectorException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /** Whether trying again may help. */
  private final boolean retryable;

  private ConnectorException(boolean retryable, String message, @Nullable Throwable cause) {
    super(ErrorCode.CONNECTOR_FAILED, message, cause);
    this.retryable = retryable;
  }

  /**
   * A failure that may pass: it is tried again, later and later.
   *
   * @param message what was tried, what was found
   * @param cause the failure below, or null
   * @return the exception, to be thrown
   */
  public static ConnectorException retryable(String message, @Nullable Throwable cause) {
    return new ConnectorException(true, message, cause);
  }

  /**
   * A failure that needs a person: the source stops.
   *
   * @param message what was tried, what was found, what to do
   * @param cause the failure below, or null
   * @return the exception, to be thrown
   */
  public static ConnectorException fatal(String message, @Nullable Throwable cause) {
    return new ConnectorException(false, message, cause);
  }

  /**
   * Whether trying again may help.
   *
   * @return false if a person is needed
   */
  public boolean isRetryable() {
    return retryable;
  }
}
