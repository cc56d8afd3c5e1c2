package io.obsrv.connector.file;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The connector of one format. */
record FileConnector(FileFormat format) implements ConnectorProvider {

  @Override
  public String type() {
    return format.type();
  }

  @Override
  public ConnectorSpec spec() {
    ConnectorSpec source =
        ConnectorSpec.source(
            format.options().stream().map(FileOption::spec).toList(),
            EnumSet.allOf(Capability.class));
    return format.isDestination()
        ? source.and(ConnectorSpec.destination(FileDestination.OPTIONS))
        : source;
  }

  @Override
  public Set<Capability> capabilities(Map<String, String> options) {
    boolean watching = FileOption.WATCH.in(options).filter("true"::equals).isPresent();
    return watching
        ? EnumSet.of(Capability.REPLAYABLE, Capability.ORDERED)
        : EnumSet.allOf(Capability.class);
  }

  @Override
  public Source source(SourceContext context) {
    return new FilePerSplit(Reading.of(format, context));
  }

  @Override
  public Destination destination(DestinationContext context) {
    return format.isDestination()
        ? new RotatingFiles(format, context)
        : ConnectorProvider.super.destination(context);
  }
}
