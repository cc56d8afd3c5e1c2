package io.obsrv.schema;

/** What can change between two versions of a dataset, as far as rows and records are concerned. */
public enum ChangeKind {
  /** A field, optional or with a default, is new. */
  FIELD_ADDED("field added, optional or with a default"),
  /** A field without which no record is taken is new, and has no default. */
  REQUIRED_FIELD_ADDED("required field added without a default"),
  /** A field that records could do without is gone. */
  FIELD_REMOVED("optional field removed"),
  /** A field that every record had is gone. */
  REQUIRED_FIELD_REMOVED("required field removed"),
  /** A field has another name, and the old one as an alias; or its column has another name. */
  FIELD_RENAMED("field renamed, the old name kept as an alias"),
  /** A column is taken from another place of the record, without an alias. */
  FIELD_MOVED("column taken from another field"),
  /** An older name of a field is not known any more. */
  ALIAS_DROPPED("alias dropped"),
  /** A field may not be missing or null any more. */
  BECAME_REQUIRED("optional field became required"),
  /** A field may be missing or null now. */
  BECAME_OPTIONAL("required field became optional"),
  /** Every value of the old type is one of the new. */
  TYPE_WIDENED("type widened"),
  /** An integer that may have more than 53 bits is a floating-point number now. */
  INTEGER_BECAME_NUMBER("integer that may exceed 53 bits became a number"),
  /** Every value of the new type is one of the old. */
  TYPE_NARROWED("type narrowed"),
  /** Some values of the old type are values of the new. */
  TYPE_CHANGED("type changed to one that shares values"),
  /** No value of the old type is one of the new. */
  TYPE_REPLACED("type changed to one that shares none"),
  /** Times are read as before, and in further forms. */
  TIME_FORMAT_WIDENED("time format widened to iso-8601"),
  /** Times are written in another way. */
  TIME_FORMAT_CHANGED("time format changed"),
  /** An enumeration has more values. */
  ENUM_ENLARGED("enumeration enlarged"),
  /** An enumeration has fewer values. */
  ENUM_SHRUNK("enumeration shrunk"),
  /** A bound, pattern, format or other keyword of a field is gone or asks for less. */
  CONSTRAINT_RELAXED("constraint relaxed or removed"),
  /** A keyword of a field is new or asks for more. */
  CONSTRAINT_TIGHTENED("constraint tightened or added"),
  /** A keyword of a field asks for something else. */
  CONSTRAINT_CHANGED("constraint changed otherwise"),
  /** A keyword of an object, such as {@code additionalProperties}, is new or another. */
  OBJECT_RULE_CHANGED("rule about an object as a whole added or changed"),
  /** A default is new or another, or nobody needs it any more. */
  DEFAULT_CHANGED("default added or changed"),
  /** A required field has no default any more. */
  DEFAULT_DROPPED("default of a required field dropped"),
  /** Something for people is another: a description, a note, the order of fields. */
  DESCRIPTION_CHANGED("description or order of fields changed"),
  /** Duplicates, or the rows to replace, are found by other columns. */
  KEY_CHANGED("key changed"),
  /** Another column says when a record happened. */
  TIME_CHANGED("time column changed"),
  /** Another calendar decides on time buckets. */
  ZONE_CHANGED("time zone of buckets changed"),
  /** The rows are kept elsewhere. */
  LOCATION_CHANGED("location changed"),
  /** An aggregate table is new or another. */
  TABLE_CHANGED("aggregate table added or changed");

  private final String words;

  ChangeKind(String words) {
    this.words = words;
  }

  /**
   * What it is called in documentation and plans.
   *
   * @return a few words
   */
  public String words() {
    return words;
  }
}
