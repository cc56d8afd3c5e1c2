package io.obsrv.schema;

/**
 * What one kind of change asks for.
 *
 * @param kind the kind
 * @param backward its class where stored rows must hold under the next version
 * @param forward its class where readers of the version before must be able to go on; values that
 *     would be lost are looked for even so
 */
public record EvolutionRule(ChangeKind kind, ChangeClass backward, ChangeClass forward) {

  /**
   * The class under a setting.
   *
   * @param compatibility the setting
   * @return the class; the heavier of both for {@code FULL}
   */
  public ChangeClass under(Compatibility compatibility) {
    return switch (compatibility) {
      case BACKWARD -> backward;
      case FORWARD -> forward;
      case FULL -> backward.and(forward);
      case NONE -> backward == ChangeClass.REBUILD ? ChangeClass.REBUILD : ChangeClass.SAFE;
    };
  }
}
