package io.obsrv.connector.file;

import io.obsrv.connector.Capability;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import java.util.EnumSet;

/** The connector of one format. */
record FileConnector(FileFormat format) implements ConnectorProvider {

  @Override
  public String type() {
    return format.type();
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.source(
        format.options().stream().map(FileOption::spec).toList(), EnumSet.allOf(Capability.class));
  }

  @Override
  public Source source(SourceContext context) {
    return new FilePerSplit(Reading.of(format, context));
  }
}
