package io.obsrv.dataset;

import io.obsrv.schema.ChangeClass;

/**
 * One difference between two definitions.
 *
 * @param path where, as {@code a/b} of the canonical JSON; parts that have a name stand under it
 * @param before what was there, empty if nothing
 * @param after what is there now, empty if nothing
 * @param changeClass what it asks for
 */
public record DefinitionChange(String path, String before, String after, ChangeClass changeClass) {

  @Override
  public String toString() {
    return "%s: %s → %s, %s"
        .formatted(
            path,
            before.isEmpty() ? "—" : before,
            after.isEmpty() ? "—" : after,
            changeClass.label());
  }
}
