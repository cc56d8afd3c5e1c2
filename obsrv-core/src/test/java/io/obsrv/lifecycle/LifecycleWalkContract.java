package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.obsrv.Obsrv;
import io.obsrv.error.ErrorCode;
import io.obsrv.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * Two actors call the verbs of the life cycle in any order. Each call is refused or done as a small
 * model says, and leaves what the model says. Each walk has names of its own; some share a storage,
 * which also shows that datasets do not touch each other.
 */
public abstract class LifecycleWalkContract {
  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  private static final int WALKS_PER_STORAGE = 25;

  private int walks;
  private Path bundles;
  private Obsrv lenient;
  private Obsrv strict;

  /** A new and empty storage; closed by the contract. */
  protected abstract Storage storage();

  @BeforeProperty
  void open() throws IOException {
    bundles = Files.createTempDirectory("walks-");
    openLibraries();
  }

  @AfterProperty
  void close() throws IOException {
    closeLibraries();
    MoreFiles.deleteRecursively(bundles, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  private void openLibraries() {
    Storage storage = storage();
    lenient = Obsrv.on(storage).archives(bundles).open();
    strict = Obsrv.on(storage).archives(bundles).fourEyes().open();
  }

  private void closeLibraries() {
    lenient.close();
    strict.close();
  }

  @Provide
  Arbitrary<List<WalkStep>> walks() {
    return WalkStep.walks();
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  void whatever_two_actors_call_is_refused_or_done_as_the_model_says(
      @ForAll("walks") List<WalkStep> steps, @ForAll boolean fourEyes) throws IOException {
    if (++walks % WALKS_PER_STORAGE == 0) {
      closeLibraries();
      openLibraries();
    }
    Obsrv obsrv = fourEyes ? strict : lenient;
    WalkNames names = new WalkNames(walks);
    WalkModel model = new WalkModel(names, fourEyes);
    WalkLibrary library = new WalkLibrary(obsrv, names);
    WalkCheck check = new WalkCheck(obsrv, names, model.state());

    for (WalkStep step : steps) {
      if (model.isPossible(step)) {
        String outcome = make(step, model, library, check);
        Statistics.label(outcome).collect(step.act());
      }
    }
    for (WalkStep step : WalkStep.END) {
      make(step, model, library, check);
    }

    try (Stream<Path> files = Files.list(bundles)) {
      assertThat(files).as("bundles of what was purged").isEmpty();
    }
    assertThat(obsrv.governance().audit().verify().findings()).isEmpty();
    for (WalkStep.Act act : WalkStep.Act.values()) {
      Statistics.label(DONE).coverage(c -> c.check(act).count(n -> n > 0));
    }
    // What is imported over a dataset is an edit, whose refusals are looked for there.
    for (WalkStep.Act act :
        EnumSet.complementOf(EnumSet.of(WalkStep.Act.LOOK, WalkStep.Act.IMPORT_OVER))) {
      Statistics.label(REFUSED).coverage(c -> c.check(act).count(n -> n > 0));
    }
  }

  private static String make(WalkStep step, WalkModel model, WalkLibrary library, WalkCheck check) {
    Optional<ErrorCode> expected = model.make(step);
    assertThat(library.make(step)).as("refusal of %s", step).isEqualTo(expected);
    if (expected.isPresent()) {
      check.refused(step);
      return REFUSED;
    }
    check.done(step);
    return DONE;
  }
}
