package io.obsrv.event;

/**
 * A transaction that the application has begun and will end, and that a batch is to be part of. The
 * module of a storage makes it. Of one thread, as the transaction is.
 */
public interface CallerTransaction {

  /**
   * What to do once the application has committed: telling others of the batch. Never done if it
   * rolls back.
   *
   * @param told what to do
   */
  void afterCommit(Runnable told);
}
