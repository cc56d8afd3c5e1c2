package io.obsrv.examples;

import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionJson;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.schema.Inference;
import java.util.Optional;

/**
 * Brings a dataset live, going on from what is live already: one person writes, another approves.
 */
final class Publication {
  private final Datasets author;
  private final Datasets reviewer;

  Publication(Obsrv obsrv) {
    author = obsrv.as("author").datasets();
    reviewer = obsrv.as("reviewer").datasets();
  }

  DatasetDefinition bringLive(String id, Definitions definitions, Inference inference) {
    discardDraft(id);
    Optional<DatasetDefinition> live = live(id);
    if (live.isEmpty()) {
      author.create(definitions.initial(inference));
      return publish(id);
    }
    DatasetDefinition next = definitions.next(live.get(), inference);
    if (DefinitionJson.contentHash(next).equals(DefinitionJson.contentHash(live.get()))) {
      return live.get();
    }
    author.edit(id, draft -> next.toBuilder());
    try {
      return publish(id);
    } catch (InvalidException e) {
      throw e.problems().stream().anyMatch(Publication::isAboutWhatIsStored)
          ? new UsageException(e.getMessage() + " Or choose another --data, which begins anew.")
          : e;
    }
  }

  private static boolean isAboutWhatIsStored(Problem problem) {
    return problem.path().equals("key");
  }

  /** Lets the source read the file from its beginning. */
  void readAgain(Definitions definitions, DatasetDefinition present) {
    String id = present.id().value();
    author.edit(id, draft -> definitions.again(present).toBuilder());
    publish(id);
  }

  /** What is refused leaves nothing behind, so that it cannot stand in the way of the next run. */
  private DatasetDefinition publish(String id) {
    try {
      author.submit(id);
      reviewer.approve(id, "");
      return reviewer.publish(id).definition();
    } catch (InvalidException e) {
      author.discard(id);
      throw e;
    }
  }

  /** What a run has left that did not live to publish it. */
  private void discardDraft(String id) {
    author
        .find(id)
        .filter(dataset -> dataset.draft().isPresent())
        .ifPresent(dataset -> author.discard(id));
  }

  private Optional<DatasetDefinition> live(String id) {
    return author
        .find(id)
        .map(dataset -> author.version(id, dataset.live().orElseThrow()).definition());
  }
}
