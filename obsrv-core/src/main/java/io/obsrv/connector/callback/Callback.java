package io.obsrv.connector.callback;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.RefusedRecord;
import io.obsrv.policy.ConnectorConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A destination that hands rows to a function of the application. Give it to {@code
 * ObsrvBuilder.connector(…)}. When the function returns, its rows count as stored; when it throws,
 * they come again. After a crash rows may come again that were taken, each with the sequence it
 * had. Immutable.
 */
public final class Callback implements ConnectorProvider {
  private final String type;
  private final Function<DestinationBatch, List<RefusedRecord>> function;

  private Callback(String type, Function<DestinationBatch, List<RefusedRecord>> function) {
    this.type = type;
    this.function = function;
  }

  /**
   * A function that takes every row.
   *
   * @param type the name by which definitions ask for it
   * @param function called with rows that are not empty, by one thread per dataset and destination;
   *     a {@link io.obsrv.connector.ConnectorException} it throws says whether to try again, any
   *     other exception is not tried again
   * @return the connector
   */
  public static Callback to(String type, Consumer<DestinationBatch> function) {
    return answering(
        type,
        batch -> {
          function.accept(batch);
          return List.of();
        });
  }

  /**
   * A function that may refuse rows.
   *
   * @param type the name by which definitions ask for it
   * @param function as in {@link #to}, answering which rows it will never take
   * @return the connector
   */
  public static Callback answering(
      String type, Function<DestinationBatch, List<RefusedRecord>> function) {
    return new Callback(type, function);
  }

  /**
   * Declares a destination of a dataset that is this one.
   *
   * @return the configuration, which has no options
   */
  public ConnectorConfig config() {
    return ConnectorConfig.of(type, Map.of());
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.destination(List.of());
  }

  @Override
  public Destination destination(DestinationContext context) {
    return new CallbackDestination(function);
  }
}
