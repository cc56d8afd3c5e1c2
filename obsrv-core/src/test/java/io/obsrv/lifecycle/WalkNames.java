package io.obsrv.lifecycle;

import java.util.List;

/** The names that one walk uses and no other does. */
record WalkNames(int walk) {
  private static final List<String> PLACES = List.of("a", "b");

  List<String> ids() {
    return List.of(id(0), id(1));
  }

  /** Every name that a walk can leave an audit row under. */
  List<String> all() {
    return List.of(id(0), id(1), "walk" + walk + "x");
  }

  String id(WalkStep step) {
    return id(step.place());
  }

  String other(WalkStep step) {
    return id(1 - step.place());
  }

  /** Mostly one that is no dataset's. */
  String alias(WalkStep step) {
    return step.pick() % 5 == 0 ? other(step) : "walk" + walk + "x";
  }

  private String id(int place) {
    return "walk" + walk + PLACES.get(place);
  }
}
