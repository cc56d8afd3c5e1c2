package io.obsrv.connector;

import io.obsrv.dataset.DatasetId;
import java.time.Clock;
import java.util.Map;

/** What a source is opened with. Immutable. */
public final class SourceContext extends ConnectorContext {
  private final int maxEventBytes;

  /**
   * For the engine, and for tests of connectors.
   *
   * @param dataset the dataset that is fed
   * @param name the source's name within it
   * @param maxEventBytes the largest record the dataset takes, in bytes
   * @param options the options, complete with their defaults
   * @param secrets knows what the names of secrets stand for
   * @param clock tells the time
   */
  public SourceContext(
      DatasetId dataset,
      String name,
      int maxEventBytes,
      Map<String, String> options,
      SecretResolver secrets,
      Clock clock) {
    super(Role.SOURCE, dataset, name, options, secrets, clock);
    this.maxEventBytes = maxEventBytes;
  }

  /**
   * The largest record the dataset takes. A larger one is handed over as {@link
   * io.obsrv.event.Event.Broken}, with no more than so many bytes of it.
   *
   * @return the bound in bytes
   */
  public int maxEventBytes() {
    return maxEventBytes;
  }
}
