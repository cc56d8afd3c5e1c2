package io.obsrv.examples.connector;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.Source;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A log is one split; it is opened when it is read. Immutable. */
final class LogfmtSource implements Source {
  private final SourceContext context;
  private final Path file;

  LogfmtSource(SourceContext context, Path file) {
    this.context = context;
    this.file = file;
  }

  @Override
  public List<Split> splits() {
    return List.of(new Split("lines"));
  }

  @Override
  public SplitReader open(Split split, Optional<Checkpoint> from) {
    long behind = from.map(checkpoint -> Long.parseLong(checkpoint.value())).orElse(0L);
    try {
      return LogfmtReader.open(file, behind, context);
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "%s cannot open '%s': %s.".formatted(context.subject(), file, e), e);
    }
  }
}
