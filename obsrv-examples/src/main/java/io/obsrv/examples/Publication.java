package io.obsrv.examples;

import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.schema.Inference;
import java.util.Optional;

/**
 * Brings a dataset live, from wherever an earlier run has left it: one person writes, another
 * approves.
 */
final class Publication {
  private final Datasets author;
  private final Datasets reviewer;

  Publication(Obsrv obsrv) {
    author = obsrv.as("author").datasets();
    reviewer = obsrv.as("reviewer").datasets();
  }

  DatasetDefinition bringLive(String id, Definitions definitions, Inference inference) {
    Optional<Dataset> found = author.find(id);
    if (found.isEmpty()) {
      author.create(definitions.initial(inference));
    } else if (!edited(found.get(), definitions, inference)) {
      return author.version(id, found.get().live().orElseThrow()).definition();
    }
    return publish(id);
  }

  /** Lets the source read the file from its beginning. */
  void readAgain(Definitions definitions, DatasetDefinition present) {
    String id = present.id().value();
    author.edit(id, draft -> definitions.again(present).toBuilder());
    publish(id);
  }

  private DatasetDefinition publish(String id) {
    author.submit(id);
    reviewer.approve(id, "");
    return reviewer.publish(id).definition();
  }

  /** Whether there is something to publish. */
  private boolean edited(Dataset dataset, Definitions definitions, Inference inference) {
    String id = dataset.id().value();
    int number = dataset.draft().orElseGet(() -> dataset.live().orElseThrow());
    DatasetDefinition present = author.version(id, number).definition();
    DatasetDefinition next = definitions.next(present, inference);
    boolean same = DefinitionJson.contentHash(next).equals(DefinitionJson.contentHash(present));
    if (same && dataset.draft().isEmpty()) {
      return false;
    }
    author.edit(dataset, draft -> next.toBuilder());
    return true;
  }
}
