package io.obsrv.connector;

/**
 * A connector: a name, what can be configured, and a factory. One instance serves all sources of
 * its type, from any thread. Give it to {@code ObsrvBuilder.connector(…)}.
 */
public interface ConnectorProvider {

  /**
   * The name by which definitions ask for it.
   *
   * @return lower-case letters, digits and {@code -}, for example {@code jsonl}
   */
  String type();

  /**
   * What can be configured, and what the connector can do.
   *
   * @return always the same
   */
  ConnectorSpec spec();

  /**
   * Opens a source. Nothing needs to be reachable yet: failures are told when it is read.
   *
   * @param context the source's options, checked against {@link #spec()}, and what they are for
   * @return the source; the caller closes it
   */
  Source source(SourceContext context);
}
