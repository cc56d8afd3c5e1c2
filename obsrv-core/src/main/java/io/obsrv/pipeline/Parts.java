package io.obsrv.pipeline;

import java.util.List;
import java.util.function.Consumer;

/** How the work on the records of a batch is divided: done whole, or in parts beside each other. */
public interface Parts {
  /**
   * Into how many parts it is divided.
   *
   * @param records how many records there are
   * @return one or more
   */
  int count(int records);

  /**
   * Does something with each part, which other threads may do, beside each other. When it returns,
   * or throws, no part is worked on any more.
   *
   * @param parts the parts
   * @param work what is done with one of them
   * @param <T> what stands for a part
   * @throws RuntimeException that of the first part that failed
   */
  <T> void each(List<T> parts, Consumer<T> work);

  /**
   * One part, done by the caller.
   *
   * @return how small batches are worked on
   */
  static Parts whole() {
    return new Parts() {
      @Override
      public int count(int records) {
        return 1;
      }

      @Override
      public <T> void each(List<T> parts, Consumer<T> work) {
        parts.forEach(work);
      }
    };
  }
}
