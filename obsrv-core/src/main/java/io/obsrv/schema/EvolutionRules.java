package io.obsrv.schema;

import static io.obsrv.schema.ChangeClass.BREAKING;
import static io.obsrv.schema.ChangeClass.DATA_VERIFIED;
import static io.obsrv.schema.ChangeClass.REBUILD;
import static io.obsrv.schema.ChangeClass.SAFE;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of what changes ask for. */
public final class EvolutionRules {
  /** One rule for each kind of change, in the order of the kinds. */
  public static final List<EvolutionRule> ALL =
      List.of(
          new EvolutionRule(ChangeKind.FIELD_ADDED, SAFE, SAFE),
          new EvolutionRule(ChangeKind.REQUIRED_FIELD_ADDED, DATA_VERIFIED, SAFE),
          new EvolutionRule(ChangeKind.FIELD_REMOVED, DATA_VERIFIED, DATA_VERIFIED),
          new EvolutionRule(ChangeKind.REQUIRED_FIELD_REMOVED, DATA_VERIFIED, BREAKING),
          new EvolutionRule(ChangeKind.FIELD_RENAMED, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.FIELD_MOVED, BREAKING, BREAKING),
          new EvolutionRule(ChangeKind.ALIAS_DROPPED, BREAKING, SAFE),
          new EvolutionRule(ChangeKind.BECAME_REQUIRED, DATA_VERIFIED, SAFE),
          new EvolutionRule(ChangeKind.BECAME_OPTIONAL, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.TYPE_WIDENED, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.INTEGER_BECAME_NUMBER, DATA_VERIFIED, BREAKING),
          new EvolutionRule(ChangeKind.TYPE_NARROWED, DATA_VERIFIED, DATA_VERIFIED),
          new EvolutionRule(ChangeKind.TYPE_CHANGED, DATA_VERIFIED, BREAKING),
          new EvolutionRule(ChangeKind.TYPE_REPLACED, DATA_VERIFIED, BREAKING),
          new EvolutionRule(ChangeKind.TIME_FORMAT_WIDENED, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.TIME_FORMAT_CHANGED, BREAKING, BREAKING),
          new EvolutionRule(ChangeKind.ENUM_ENLARGED, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.ENUM_SHRUNK, DATA_VERIFIED, SAFE),
          new EvolutionRule(ChangeKind.CONSTRAINT_RELAXED, SAFE, BREAKING),
          new EvolutionRule(ChangeKind.CONSTRAINT_TIGHTENED, DATA_VERIFIED, SAFE),
          new EvolutionRule(ChangeKind.CONSTRAINT_CHANGED, DATA_VERIFIED, BREAKING),
          new EvolutionRule(ChangeKind.OBJECT_RULE_CHANGED, BREAKING, BREAKING),
          new EvolutionRule(ChangeKind.DEFAULT_CHANGED, SAFE, SAFE),
          new EvolutionRule(ChangeKind.DEFAULT_DROPPED, BREAKING, SAFE),
          new EvolutionRule(ChangeKind.DESCRIPTION_CHANGED, SAFE, SAFE),
          new EvolutionRule(ChangeKind.KEY_CHANGED, REBUILD, REBUILD),
          new EvolutionRule(ChangeKind.TIME_CHANGED, REBUILD, REBUILD),
          new EvolutionRule(ChangeKind.ZONE_CHANGED, REBUILD, REBUILD),
          new EvolutionRule(ChangeKind.LOCATION_CHANGED, REBUILD, REBUILD),
          new EvolutionRule(ChangeKind.TABLE_CHANGED, REBUILD, REBUILD));

  private static final Map<ChangeKind, EvolutionRule> BY_KIND =
      ALL.stream().collect(Collectors.toUnmodifiableMap(EvolutionRule::kind, Function.identity()));

  private EvolutionRules() {}

  /**
   * The class of a kind of change.
   *
   * @param kind the kind
   * @param compatibility the dataset's setting
   * @return its class
   */
  public static ChangeClass classOf(ChangeKind kind, Compatibility compatibility) {
    EvolutionRule rule = BY_KIND.get(kind);
    if (rule == null) {
      throw new IllegalStateException("there is no rule for " + kind);
    }
    return rule.under(compatibility);
  }
}
