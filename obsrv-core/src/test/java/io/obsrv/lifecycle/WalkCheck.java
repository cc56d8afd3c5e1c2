package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetVersion;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds datasets, versions, aliases, audit trails and answers against the model.
 *
 * @param obsrv the library
 * @param names the names of the walk
 * @param state what is expected
 */
record WalkCheck(Obsrv obsrv, WalkNames names, WalkState state) {

  /** After a refusal; what it changed elsewhere, the next call that is done finds. */
  void refused(WalkStep step) {
    String id = names.id(step);
    dataset(id, "'%s' after the refused %s".formatted(id, step));
    audit(id, "after the refused " + step);
  }

  void done(WalkStep step) {
    WalkAnswers answers = new WalkAnswers(obsrv, state);
    for (String id : names.ids()) {
      String subject = "'%s' after %s".formatted(id, step);
      dataset(id, subject);
      versions(id, subject);
      answers.check(id, subject);
    }
    SortedMap<String, String> aliases = obsrv.datasets().aliases();
    aliases.keySet().retainAll(names.all());
    assertThat(aliases).as("aliases after %s", step).isEqualTo(state.aliases);
    names.all().forEach(name -> audit(name, "after " + step));
  }

  private void dataset(String id, String subject) {
    Optional<WalkDataset> expected = Optional.ofNullable(state.datasets.get(id));
    assertThat(obsrv.datasets().find(id).map(WalkCheck::told))
        .as(subject)
        .isEqualTo(expected.map(WalkDataset::toString));
  }

  private void versions(String id, String subject) {
    Optional<WalkDataset> expected = Optional.ofNullable(state.datasets.get(id));
    SortedMap<Integer, WalkDataset.Version> versions = new TreeMap<>();
    for (DatasetVersion version : obsrv.datasets().versions(id)) {
      versions.put(
          version.number(),
          new WalkDataset.Version(
              version.status().name(), WalkForm.of(version.definition()), version.author()));
    }
    assertThat(versions)
        .as("versions of %s", subject)
        .isEqualTo(expected.map(dataset -> dataset.versions).orElse(new TreeMap<>()));
  }

  private void audit(String name, String when) {
    assertThat(obsrv.governance().audit(name))
        .as("audit rows of '%s' %s", name, when)
        .hasSize(state.audit.getOrDefault(name, 0));
  }

  /** In the words of the model, with what it never has. */
  private static String told(Dataset dataset) {
    WalkDataset found = new WalkDataset();
    found.status = dataset.status().name();
    found.revision = dataset.revision();
    found.lastVersion = dataset.lastVersion();
    found.live = boxed(dataset.live());
    found.draft = boxed(dataset.draft());
    found.paused = dataset.run() == Dataset.Run.PAUSED;
    return found + dataset.intent().map(intent -> " with " + intent).orElse("");
  }

  private static @Nullable Integer boxed(OptionalInt number) {
    return number.isPresent() ? (Integer) number.getAsInt() : null;
  }
}
