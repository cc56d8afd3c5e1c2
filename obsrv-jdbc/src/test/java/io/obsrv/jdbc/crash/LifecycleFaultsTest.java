package io.obsrv.jdbc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Location;
import io.obsrv.jdbc.ChildProcess;
import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.storage.Storage;
import io.obsrv.storage.located.LocatedStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One dataset after the other is moved by a process that dies one step later each time, until one
 * has come to the end; another dataset is fed all the while.
 */
class LifecycleFaultsTest {
  @TempDir private Path directory;

  private final Feed other = new Feed("other", 0);
  private final List<String> steps = new ArrayList<>();
  private final List<Boolean> made = new ArrayList<>();

  @BeforeEach
  void begin() {
    try (Obsrv obsrv = opened()) {
      other.begin(obsrv);
    }
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void a_process_that_dies_at_any_step_of_a_move_leaves_it_undone_or_done(Move move)
      throws Exception {
    while (!steps.contains(StepFuse.END)) {
      Feed moved = new Feed("moved_" + (steps.size() + 1), 0);
      prepare(move, moved);
      die(move, moved);
      examine(move, moved);
    }

    System.out.printf("%s: %d steps: %s%n", move, steps.size(), steps);
    assertThat(steps).as("steps of %s", move).containsAll(move.steps());
    assertThat(made).as("whether %s was made after each step", move).isSorted();
    assertThat(made)
        .as("whether %s was made after each step", move)
        .startsWith(false)
        .endsWith(true);
  }

  private Obsrv opened() {
    return Obsrv.on(JdbcStorage.h2(directory))
        .location(Move.ELSEWHERE, JdbcStorage.h2(directory.resolve(Move.ELSEWHERE)))
        .open();
  }

  private void prepare(Move move, Feed moved) {
    try (Obsrv obsrv = opened()) {
      moved.begin(obsrv);
      move.prepare(obsrv, moved.id());
    }
  }

  /** The process dies one step later than the one before. */
  private void die(Move move, Feed moved) throws Exception {
    try (ChildProcess child =
        ChildProcess.start(
                MovingProcess.class,
                directory.toString(),
                move.name(),
                Integer.toString(steps.size() + 1),
                other.id(),
                Long.toString(other.batches()),
                moved.id())
            .thatEnds()) {
      String line = child.line();
      while (line != null) {
        note(line, moved);
        line = child.line();
      }
      assertThat(child.exit())
          .as("the process that died at the last of %s", steps)
          .isEqualTo(Fuse.EXIT);
    }
  }

  private void note(String line, Feed moved) {
    int space = line.indexOf(' ');
    String word = line.substring(0, space);
    String rest = line.substring(space + 1);
    if (word.equals("died")) {
      steps.add(rest);
    } else {
      (word.equals(other.id()) ? other : moved).acknowledged(Long.parseLong(rest));
    }
  }

  private void examine(Move move, Feed moved) throws IOException {
    Storage home = JdbcStorage.h2(directory);
    Storage elsewhere = JdbcStorage.h2(directory.resolve(Move.ELSEWHERE));
    Storage storage =
        new LocatedStorage(home, new TreeMap<>(Map.of(Location.of(Move.ELSEWHERE), elsewhere)));
    try (Obsrv obsrv = Obsrv.on(home).location(Move.ELSEWHERE, elsewhere).open()) {
      other.next(obsrv);
      if (dataset(obsrv, moved).status() == DatasetStatus.LIVE) {
        moved.next(obsrv);
      }
      FeedAudit.check(other, storage);
      boolean isMade = move.isMade(dataset(obsrv, moved));
      made.add(isMade);
      check(obsrv, storage, moved);
      if (!isMade) {
        move.make(obsrv.datasets(), moved.id());
        assertThat(move.isMade(dataset(obsrv, moved))).as("%s is made at last", move).isTrue();
        check(obsrv, storage, moved);
      }
      if (dataset(obsrv, moved).status() == DatasetStatus.ARCHIVED) {
        obsrv.datasets().restore(moved.id());
        check(obsrv, storage, moved);
      }
      assertThat(obsrv.governance().audit().verify().isIntact()).as("the audit trail").isTrue();
    }
  }

  private static Dataset dataset(Obsrv obsrv, Feed moved) {
    return obsrv.datasets().find(moved.id()).orElseThrow();
  }

  private void check(Obsrv obsrv, Storage storage, Feed moved) throws IOException {
    Dataset dataset = dataset(obsrv, moved);
    assertThat(dataset.intent()).as("what is under way behind %s", steps).isEmpty();
    switch (dataset.status()) {
      case LIVE, RETIRED -> {
        FeedAudit.check(moved, storage);
        boolean isHome = dataset.location().isHome();
        assertThat(files("datasets", moved.id() + ".").isEmpty()).isNotEqualTo(isHome);
        assertThat(files(Move.ELSEWHERE + "/datasets", moved.id() + ".").isEmpty())
            .isEqualTo(isHome);
      }
      case ARCHIVED -> {
        assertThat(files("datasets", moved.id() + ".")).as("files of %s", moved).isEmpty();
        assertThat(files("archives", moved.id() + "-"))
            .as("bundles of %s", moved)
            .containsExactly(dataset.archive().orElseThrow().file());
      }
      case PURGED -> {
        assertThat(files("datasets", moved.id() + ".")).as("files of %s", moved).isEmpty();
        assertThat(files("archives", moved.id() + "-")).as("bundles of %s", moved).isEmpty();
        assertThat(obsrv.datasets().versions(moved.id())).as("versions of %s", moved).isEmpty();
      }
      case DRAFT -> throw new AssertionError(moved + " was never a draft");
    }
  }

  private List<String> files(String place, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(Files.createDirectories(directory.resolve(place)))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(f -> f.startsWith(prefix))
          .toList();
    }
  }
}
