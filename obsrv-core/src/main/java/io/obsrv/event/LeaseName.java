package io.obsrv.event;

import io.obsrv.schema.KeyText;
import java.util.List;

/** What leases on the work of a dataset are called. */
public final class LeaseName {
  /** Letting go of what is past its retention. */
  public static final String RETENTION = "retention";

  private LeaseName() {}

  /**
   * All of a connector's leases begin with it.
   *
   * @param connector its role and name
   * @return the beginning
   */
  public static String prefix(String connector) {
    return connector + "/";
  }

  /**
   * Reading a split.
   *
   * @param connector the role and name of its source
   * @param split the split's id
   * @return a text of bounded length
   */
  public static String ofSplit(String connector, String split) {
    return prefix(connector) + KeyText.of(List.of(split));
  }

  /**
   * Bringing a destination on.
   *
   * @param connector its role and name
   * @return a text
   */
  public static String ofDestination(String connector) {
    return prefix(connector);
  }
}
