package io.obsrv.examples.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.SplitReader;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads line by line; a checkpoint is the number of lines before it. The reader owns the place. */
final class LogfmtReader implements SplitReader {
  private final BufferedReader lines;
  private final SourceContext context;
  private long read;

  private LogfmtReader(BufferedReader lines, SourceContext context) {
    this.lines = lines;
    this.context = context;
  }

  static LogfmtReader open(Path file, long behind, SourceContext context) throws IOException {
    LogfmtReader reader =
        new LogfmtReader(
            new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8)), context);
    while (reader.read < behind && reader.lines.readLine() != null) {
      reader.read++;
    }
    return reader;
  }

  @Override
  public SourceBatch poll(int max, Duration wait) {
    List<Event> events = new ArrayList<>();
    try {
      for (int i = 0; i < max; i++) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        read++;
        events.add(LogfmtLine.event(line, context.maxEventBytes()));
      }
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "%s cannot read behind line %d: %s.".formatted(context.subject(), read, e), e);
    }
    return new SourceBatch(events, new Checkpoint(Long.toString(read)), events.size() < max);
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw ConnectorException.retryable(
          "%s cannot be closed: %s.".formatted(context.subject(), e), e);
    }
  }
}
