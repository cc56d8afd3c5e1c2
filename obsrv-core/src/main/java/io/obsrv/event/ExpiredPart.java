package io.obsrv.event;

import java.util.OptionalLong;

/**
 * What one step of expiring removed.
 *
 * @param rows how many rows
 * @param groups how many groups of aggregate tables
 * @param next behind which row to go on, 0 from the beginning; empty if nothing is left to do
 */
public record ExpiredPart(long rows, long groups, OptionalLong next) {
  /** Nothing was due. */
  public static final ExpiredPart NONE = new ExpiredPart(0, 0, OptionalLong.empty());
}
