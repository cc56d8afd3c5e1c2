package io.obsrv.examples.connector;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.OptionSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.policy.ConnectorConfig;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Reads a log whose lines are {@code name=value} pairs. Found as a service, so it has a public
 * constructor without parameters. Immutable.
 */
public final class LogfmtConnector implements ConnectorProvider {
  private static final String TYPE = "logfmt";
  private static final String FILE = "file";

  /** For the service loader. */
  public LogfmtConnector() {}

  /**
   * Declares a source of a dataset.
   *
   * @param file the log, whose lines are complete
   * @return the source
   */
  public static ConnectorConfig of(Path file) {
    return ConnectorConfig.of(TYPE, Map.of(FILE, file.toString()));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(
        List.of(OptionSpec.required(FILE, "the log to read")), EnumSet.allOf(Capability.class));
  }

  @Override
  public Source source(SourceContext context) {
    return new LogfmtSource(context, Path.of(context.option(FILE)));
  }
}
