package io.obsrv.dataset;

import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import java.util.Optional;

/** Somebody else changed what the alias stands for in the meantime. */
public final class StaleAliasException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  /**
   * For a change that came too late.
   *
   * @param alias the alias
   * @param expected what the caller saw it stand for, if for anything
   * @param found what it stands for, if for anything
   */
  public StaleAliasException(
      DatasetId alias, Optional<DatasetId> expected, Optional<DatasetId> found) {
    super(
        ErrorCode.STALE_REVISION,
        "Cannot change alias '%s': it stands for %s, the change was made when it stood for %s. Look at aliases() and repeat the change."
            .formatted(alias, told(found), told(expected)),
        null);
  }

  private static String told(Optional<DatasetId> target) {
    return target.map(id -> "'" + id + "'").orElse("nothing");
  }
}
