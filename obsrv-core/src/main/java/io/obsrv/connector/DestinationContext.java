package io.obsrv.connector;

import io.obsrv.dataset.DatasetId;
import io.obsrv.schema.Column;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a destination is opened with. Immutable. */
public final class DestinationContext extends ConnectorContext {
  private final List<Column> columns;
  private final List<String> key;

  /**
   * For the engine, and for tests of connectors.
   *
   * @param dataset the dataset whose rows are written
   * @param name the destination's name within it
   * @param columns the dataset's columns
   * @param key names of the columns that make its key, possibly none
   * @param options the options, complete with their defaults
   * @param secrets knows what the names of secrets stand for
   * @param clock tells the time
   */
  public DestinationContext(
      DatasetId dataset,
      String name,
      List<Column> columns,
      List<String> key,
      Map<String, String> options,
      SecretResolver secrets,
      Clock clock) {
    super(Role.DESTINATION, dataset, name, options, secrets, clock);
    this.columns = List.copyOf(columns);
    this.key = List.copyOf(key);
  }

  /**
   * The dataset's columns when the destination is opened. Rows written under an older version may
   * lack some.
   *
   * @return the columns in order
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The dataset's key.
   *
   * @return names of columns, possibly none
   */
  public List<String> key() {
    return key;
  }
}
