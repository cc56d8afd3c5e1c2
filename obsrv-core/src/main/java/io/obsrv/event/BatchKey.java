package io.obsrv.event;

import io.obsrv.schema.KeyText;
import java.util.List;

/** The texts by which batches and envelopes that have a name are found again. */
public final class BatchKey {
  private BatchKey() {}

  /**
   * The text of a batch.
   *
   * @param id the batch's name
   * @return a text of bounded length
   */
  public static String ofBatch(String id) {
    return KeyText.of(List.of("batch", id));
  }

  /**
   * The text of an envelope.
   *
   * @param id the envelope's id
   * @return a text of bounded length, other than that of any batch
   */
  public static String ofEnvelope(String id) {
    return KeyText.of(List.of("envelope", id));
  }
}
