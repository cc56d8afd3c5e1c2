package io.obsrv.pipeline;

import com.google.common.collect.Lists;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** As many parts as it is told, those at the end first, each by a thread of its own. */
record ThreadPerPart(int count) implements Parts {
  @Override
  public int count(int records) {
    return count;
  }

  @Override
  public <T> void each(List<T> parts, Consumer<T> work) {
    List<CompletableFuture<Void>> begun =
        Lists.reverse(parts).stream()
            .map(
                part ->
                    CompletableFuture.runAsync(
                        () -> work.accept(part), task -> new Thread(task, "part").start()))
            .toList();
    begun.forEach(CompletableFuture::join);
  }
}
