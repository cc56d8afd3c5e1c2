package io.obsrv.archive;

import com.google.common.base.Ascii;
import io.obsrv.dataset.DatasetId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a bundle: the first problems in words, however many there are and however long
 * the names are that somebody gave things in it. Of one thread.
 */
final class BundleProblems {
  private static final int MAX_NAMED = 20;
  private static final int MAX_NAME = 80;

  private final List<String> named = new ArrayList<>();
  private long more;

  void add(String problem) {
    if (named.size() < MAX_NAMED) {
      named.add(problem);
    } else {
      more++;
    }
  }

  boolean isEmpty() {
    return named.isEmpty();
  }

  /** A name from a bundle, as it can be shown to people. */
  static String quoted(String name) {
    return "'" + Ascii.truncate(name.replaceAll("\\p{C}", "?"), MAX_NAME, "…") + "'";
  }

  ArchiveException refusal(Path file, DatasetId id) {
    return new ArchiveException(
        "The bundle '%s' of dataset '%s' cannot be used, and nothing was changed: %s%s. Bring back a good copy of the file, then try again."
            .formatted(
                file.getFileName(),
                id,
                String.join("; ", named),
                more == 0 ? "" : "; and %,d more".formatted(more)),
        null);
  }
}
