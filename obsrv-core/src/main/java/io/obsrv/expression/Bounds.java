package io.obsrv.expression;

import com.dashjoin.jsonata.Jsonata;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Stops one evaluation that takes too long, goes too deep or makes too much. Used once, by one
 * thread.
 */
final class Bounds {
  /** What one step may make, in characters. */
  static final int MAX_TEXT = 1 << 24;

  /** What one step may make, in elements. */
  static final int MAX_ELEMENTS = 1_000_000;

  private final Deadline deadline;
  private final int maxDepth;
  private int depth;

  Bounds(Deadline deadline, int maxDepth) {
    this.deadline = deadline;
    this.maxDepth = maxDepth;
  }

  Jsonata.Frame frame(Jsonata expression, BoundedFunctions functions) {
    Jsonata.Frame frame = expression.createFrame();
    frame.setEvaluateEntryCallback((symbol, input, environment) -> enter());
    frame.setEvaluateExitCallback((symbol, input, environment, result) -> leave(result));
    functions.bind(frame, deadline);
    return frame;
  }

  static void checkLength(long characters) {
    if (characters > MAX_TEXT) {
      throw new LimitException(
          "makes a text of %d characters, may make at most %d".formatted(characters, MAX_TEXT));
    }
  }

  private void enter() {
    deadline.check();
    if (++depth > maxDepth) {
      throw new LimitException("goes deeper than " + maxDepth + " levels");
    }
  }

  private void leave(@Nullable Object result) {
    deadline.check();
    depth--;
    if (result instanceof String text) {
      checkLength(text.length());
    } else if (result instanceof Collection<?> elements && elements.size() > MAX_ELEMENTS) {
      throw new LimitException(
          "makes a list of %d elements, may make at most %d"
              .formatted(elements.size(), MAX_ELEMENTS));
    }
  }
}
