package io.obsrv.event;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import java.util.List;

/**
 * The columns every dataset's rows have behind those of its schema. Their names begin with {@code
 * _}.
 */
public final class SystemColumns {
  /** A row's number, from 1 per dataset. */
  public static final Column SEQUENCE = Column.of("_seq", ColumnType.INTEGER);

  /** When it arrived. */
  public static final Column RECEIVED_AT = Column.of("_received_at", ColumnType.TIMESTAMP);

  /** The version it was written under. */
  public static final Column VERSION = Column.of("_version", ColumnType.INTEGER);

  /** Where it came from: a source's name, or {@code push}. */
  public static final Column SOURCE = Column.of("_source", ColumnType.STRING);

  /** The fields that were not in the schema, where the dataset keeps them. */
  public static final Column EXTRA = Column.of("_extra", ColumnType.JSON);

  /** All of them, in their order. */
  public static final List<Column> ALL = List.of(SEQUENCE, RECEIVED_AT, VERSION, SOURCE, EXTRA);

  private SystemColumns() {}
}
