package io.obsrv.connector;

import io.obsrv.error.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A connector: a name, what can be configured, and a factory. It is a source, a destination or
 * both, as its spec says. One instance serves everything of its type, from any thread. Give it to
 * {@code ObsrvBuilder.connector(…)}; or name its class in a file {@code
 * META-INF/services/io.obsrv.connector.ConnectorProvider}, and it is found by {@code
 * ObsrvBuilder.discoverConnectors()}.
 */
public interface ConnectorProvider {

  /**
   * The name by which definitions ask for it.
   *
   * @return lower-case letters, digits and {@code -}, for example {@code jsonl}
   */
  String type();

  /**
   * What the connector can be, what can be configured, and what it can do.
   *
   * @return always the same
   */
  ConnectorSpec spec();

  /**
   * What a source with certain options can do, where that depends on them.
   *
   * @param options the options, checked and complete with their defaults
   * @return some of the capabilities of {@link #spec()}; all of them, if nothing else is said
   */
  default Set<Capability> capabilities(Map<String, String> options) {
    return spec().capabilities();
  }

  /**
   * What is wrong with options together, each of which is good by itself.
   *
   * @param role what they are for
   * @param options the options, complete with their defaults
   * @return all problems, their paths being names of options; none, if nothing else is said
   */
  default List<Problem> problems(Role role, Map<String, String> options) {
    return List.of();
  }

  /**
   * Opens a source. Nothing needs to be reachable yet: failures are told when it is read.
   *
   * @param context the source's options, checked against {@link #spec()}, and what they are for
   * @return the source; the caller closes it
   * @throws ConnectorException if it cannot be opened, or the connector is no source
   */
  default Source source(SourceContext context) {
    throw ConnectorException.fatal(
        "%s cannot be opened: connector '%s' is no source, only %s."
            .formatted(context.subject(), type(), spec().roles()),
        null);
  }

  /**
   * Opens a destination. What a crash left half done is put in order now.
   *
   * @param context the destination's options, checked against {@link #spec()}, and what they are
   *     for
   * @return the destination; the caller closes it
   * @throws ConnectorException if it cannot be opened, or the connector is no destination
   */
  default Destination destination(DestinationContext context) {
    throw ConnectorException.fatal(
        "%s cannot be opened: connector '%s' is no destination, only %s."
            .formatted(context.subject(), type(), spec().roles()),
        null);
  }
}
