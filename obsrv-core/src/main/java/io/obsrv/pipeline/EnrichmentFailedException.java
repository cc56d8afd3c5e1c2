package io.obsrv.pipeline;

import io.obsrv.dataset.DatasetId;
import io.obsrv.error.ErrorCode;
import io.obsrv.error.ObsrvException;
import io.obsrv.policy.Enrichment;

/**
 * A master dataset has no row for a record that cannot do without; nothing of the batch is stored.
 */
public final class EnrichmentFailedException extends ObsrvException {
  private static final long serialVersionUID = 1L;

  EnrichmentFailedException(DatasetId id, Enrichment enrichment, int index) {
    super(
        ErrorCode.ENRICHMENT_FAILED,
        ("Dataset '%s' cannot take the batch: enrichment '%s' finds no row of '%s' for record %d by %s. "
                + "Nothing is stored; send it again once the row is there.")
            .formatted(id, enrichment.name(), enrichment.dataset(), index, enrichment.on()),
        null);
  }
}
