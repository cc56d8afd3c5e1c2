package io.obsrv.lifecycle;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything the model of a walk knows. For one thread. */
final class WalkState {
  final Map<String, WalkDataset> datasets = new HashMap<>();
  final SortedMap<String, String> aliases = new TreeMap<>();

  /** How many rows the trail of each name has. */
  final Map<String, Integer> audit = new HashMap<>();

  boolean isTaken(String name) {
    return datasets.containsKey(name) || aliases.containsKey(name);
  }

  /** The dataset that a name stands for. */
  @Nullable WalkDataset named(String name) {
    WalkDataset dataset = datasets.get(name);
    return dataset == null && aliases.containsKey(name) ? datasets.get(aliases.get(name)) : dataset;
  }

  void audit(String name, int rows) {
    audit.merge(name, rows, Integer::sum);
  }
}
