package io.obsrv.error;

/** Why a record is quarantined; stable, counted per dataset under its name. */
public enum RejectionCode {
  /** The bytes are not JSON. */
  MALFORMED_JSON,
  /** The row is not CSV, or has not as many cells as the header. */
  MALFORMED_CSV,
  /** A connector could not decode the record. */
  MALFORMED_RECORD,
  /** The file ends in the middle of the record. */
  TRUNCATED,
  /** The record is JSON, but not an object. */
  NOT_AN_OBJECT,
  /** The record is larger than the dataset allows. */
  TOO_LARGE,
  /** The record is nested deeper than 1,000 levels. */
  TOO_DEEP,
  /** The bytes are not UTF-8. */
  INVALID_UTF8,
  /** One object holds the same field twice. */
  DUPLICATE_FIELD,
  /** A field is not in the schema, and the dataset is strict. */
  UNKNOWN_FIELD,
  /** A required field is missing. */
  MISSING_FIELD,
  /** A field of the deduplication key is missing or null. */
  MISSING_KEY,
  /** A value has another type than its column. */
  WRONG_TYPE,
  /** A text does not have the format of its column, for example a date that does not exist. */
  BAD_FORMAT,
  /** A value does not fit its column, for example an integer of more than 64 bits. */
  OUT_OF_RANGE,
  /** A text holds U+0000 or half a surrogate pair, which not every store can keep. */
  UNSUPPORTED_TEXT,
  /** Another rule of the schema is broken, for example a minimum, a pattern or an enumeration. */
  CONSTRAINT,
  /** A master dataset has no row for the record, or one that does not fit. */
  MASTER_MISSING,
  /** A transformation failed, or made a value that does not fit its column. */
  TRANSFORMATION_FAILED,
  /** A quality rule is broken. */
  RULE_BROKEN,
  /** Another record of the batch breaks a rule that rejects the whole batch. */
  BATCH_REJECTED
}
