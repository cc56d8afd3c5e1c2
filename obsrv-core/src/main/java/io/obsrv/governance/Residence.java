package io.obsrv.governance;

import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.Location;
import io.obsrv.event.Holding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where everything of a dataset is, as it was found by looking at every location.
 *
 * @param dataset the dataset, with the location where its rows should be
 * @param isHere whether the library was opened with that location; if not, nobody looked there
 * @param holdings what is stored, by the location at which it was found, or could not be looked for
 * @param bundles the bundles of archived rows, by the location whose bundles they are among
 * @param registry where its definitions and its audit trail are
 * @param versions how many definitions there are
 * @param auditRows how many rows of the audit trail there are
 */
public record Residence(
    Dataset dataset,
    boolean isHere,
    SortedMap<Location, Holding> holdings,
    SortedMap<Location, List<Path>> bundles,
    String registry,
    int versions,
    int auditRows) {

  /** Copies the maps. */
  public Residence {
    holdings = Collections.unmodifiableSortedMap(new TreeMap<>(holdings));
    bundles = Collections.unmodifiableSortedMap(new TreeMap<>(bundles));
  }

  /**
   * The dataset.
   *
   * @return its id
   */
  public DatasetId id() {
    return dataset.id();
  }

  /**
   * Whether everything is where the live version says, as far as can be told.
   *
   * @return true if there are no problems
   */
  public boolean isAsDeclared() {
    return problems().isEmpty();
  }

  /**
   * What is not where the live version says.
   *
   * @return a sentence for each; none if all is well
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Location declared = dataset.location();
    if (!isHere) {
      problems.add(
          "location '%s' is not here, so that nobody knows what is there".formatted(declared));
    }
    if (isHere && isStored() && !holdings.containsKey(declared)) {
      problems.add("nothing is stored at '%s'".formatted(declared));
    }
    holdings.forEach(
        (location, holding) -> {
          if (holding.failure().isPresent()) {
            problems.add(
                "location '%s' could not be looked at: %s"
                    .formatted(location, holding.failure().get()));
          } else if (!location.equals(declared)) {
            problems.add("is stored at '%s' as well: %s".formatted(location, holding.place()));
          } else if (!location.equals(holding.location())) {
            problems.add(
                "what is stored at '%s' says that it is of '%s': %s"
                    .formatted(location, holding.location(), holding.place()));
          }
        });
    bundles.forEach(
        (location, files) -> {
          if (!location.equals(declared) && !files.isEmpty()) {
            problems.add("has bundles at '%s': %s".formatted(location, files));
          }
        });
    return List.copyOf(problems);
  }

  private boolean isStored() {
    return dataset.status() == DatasetStatus.LIVE || dataset.status() == DatasetStatus.RETIRED;
  }

  /**
   * The report for people, a line for each thing.
   *
   * @return some lines
   */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("Dataset '%s', %s, at '%s'".formatted(id(), dataset.status(), dataset.location()));
    holdings.forEach(
        (location, holding) -> {
          if (holding.failure().isEmpty()) {
            lines.add("  '%s': %s".formatted(location, holding.place()));
          }
          holding
              .tables()
              .forEach(
                  table ->
                      lines.add(
                          "    %s in %s: %,d"
                              .formatted(table.content(), table.name(), table.rows())));
        });
    bundles.forEach(
        (location, files) ->
            files.forEach(file -> lines.add("  '%s': bundle '%s'".formatted(location, file))));
    lines.add(
        "  registry: %s, %,d versions, %,d audit rows".formatted(registry, versions, auditRows));
    problems().forEach(problem -> lines.add("  PROBLEM: " + problem));
    return String.join("\n", lines);
  }
}
