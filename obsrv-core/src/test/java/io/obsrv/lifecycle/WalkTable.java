package io.obsrv.lifecycle;

import java.util.List;
import java.util.Optional;

/** The legal moves, written down a second time and in another way than the library has them. */
final class WalkTable {
  /** What there is not, before or afterwards. */
  static final String NONE = "none";

  private static final String ANY = "any";
  private static final String SAME = "same";

  private static final String MOVES =
      """
      create    | none                   | none                          | DRAFT    | DRAFT
      edit      | DRAFT                  | DRAFT IN_REVIEW APPROVED      | DRAFT    | DRAFT
      edit      | LIVE                   | none DRAFT IN_REVIEW APPROVED | LIVE     | DRAFT
      discard   | DRAFT                  | DRAFT IN_REVIEW APPROVED      | none     | none
      discard   | LIVE                   | DRAFT IN_REVIEW APPROVED      | LIVE     | DISCARDED
      submit    | DRAFT LIVE             | DRAFT                         | same     | IN_REVIEW
      reject    | DRAFT LIVE             | IN_REVIEW                     | same     | DRAFT
      approve   | DRAFT LIVE             | IN_REVIEW                     | same     | APPROVED
      publish   | DRAFT LIVE             | APPROVED                      | LIVE     | LIVE
      rollback  | LIVE                   | none                          | LIVE     | DRAFT
      pause     | LIVE                   | any                           | LIVE     | same
      resume    | LIVE                   | any                           | LIVE     | same
      retire    | LIVE                   | any                           | RETIRED  | same
      reinstate | RETIRED                | any                           | LIVE     | same
      archive   | RETIRED                | any                           | ARCHIVED | same
      restore   | ARCHIVED               | any                           | RETIRED  | same
      purge     | DRAFT RETIRED ARCHIVED | any                           | PURGED   | none
      """;

  private WalkTable() {}

  /** The states after a move. */
  record After(String dataset, String version) {}

  static Optional<After> find(String verb, String dataset, String version) {
    return MOVES
        .lines()
        .map(line -> List.of(line.split("\\s*\\|\\s*")))
        .filter(cells -> cells.get(0).equals(verb))
        .filter(cells -> has(cells.get(1), dataset) && has(cells.get(2), version))
        .map(cells -> new After(after(cells.get(3), dataset), after(cells.get(4), version)))
        .findFirst();
  }

  private static boolean has(String cell, String state) {
    return cell.equals(ANY) || List.of(cell.split(" ")).contains(state);
  }

  private static String after(String cell, String before) {
    return cell.equals(SAME) ? before : cell;
  }
}
