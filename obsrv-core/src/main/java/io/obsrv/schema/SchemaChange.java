package io.obsrv.schema;

/**
 * One difference between two schemas.
 *
 * @param kind what kind
 * @param path the field in the next schema, in the one before if it is gone: names from the
 *     record's root joined with {@code /}; behind them the keyword, if it is about one; empty for
 *     the record as a whole
 * @param before what was there, empty if nothing
 * @param after what is there now, empty if nothing
 * @param changeClass what it asks for
 */
public record SchemaChange(
    ChangeKind kind, String path, String before, String after, ChangeClass changeClass) {

  @Override
  public String toString() {
    String what = path.isEmpty() ? kind.words() : path + ": " + kind.words();
    String values =
        before.isEmpty() && after.isEmpty()
            ? ""
            : " (%s → %s)"
                .formatted(before.isEmpty() ? "—" : before, after.isEmpty() ? "—" : after);
    return what + values + ", " + changeClass.label();
  }
}
