package io.obsrv.jdbc;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.transaction.TransactionException;

/** Loses the connection at a step of some commits, as JDBI tells of it. For many threads. */
final class LostConnection implements CommitHook {
  private final CommitStep step;
  private final Set<Integer> commits;
  private final AtomicInteger passages = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();

  /** The commits are counted from 1, also those that are lost. */
  LostConnection(CommitStep step, Integer... commits) {
    this.step = step;
    this.commits = Arrays.stream(commits).collect(Collectors.toUnmodifiableSet());
  }

  int losses() {
    return losses.get();
  }

  @Override
  public void reached(CommitStep reached) {
    if (reached == step && commits.contains(passages.incrementAndGet())) {
      losses.incrementAndGet();
      throw new TransactionException(
          "Failed to commit transaction", new SQLException("the connection was lost", "08006"));
    }
  }
}
