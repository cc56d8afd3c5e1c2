package io.obsrv.connector.file;

import com.google.common.collect.ImmutableSet;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.schema.Column;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file after the other. Owns the file being written and the sequences that are written
 * and complete; for one thread, but closed by any.
 */
final class RotatingFiles implements Destination {
  private final FileFormat format;
  private final TargetDirectory target;
  private final Set<String> columns;
  private final long maxBytes;
  private final Duration maxAge;
  private final Clock clock;
  private long complete;
  private long written;
  private volatile @Nullable PartFile part;
  private volatile boolean closed;

  RotatingFiles(FileFormat format, DestinationContext context) {
    this.format = format;
    this.target = TargetDirectory.of(context, format);
    this.columns =
        context.columns().stream().map(Column::name).collect(ImmutableSet.toImmutableSet());
    this.maxBytes = context.integer(FileDestination.BYTES);
    this.maxAge = context.duration(FileDestination.EVERY);
    this.clock = context.clock();
    try {
      target.prepare();
      complete = target.position();
      written = complete;
    } catch (IOException e) {
      throw target.failure(e);
    }
  }

  @Override
  public Optional<Long> position() {
    return Optional.of(complete);
  }

  @Override
  public DestinationResult write(DestinationBatch batch) {
    try {
      for (DestinationRecord record : batch.behind(written)) {
        PartFile file = fileFor(record);
        file.add(record);
        written = record.sequence();
        if (file.bytes() >= maxBytes) {
          complete();
        }
      }
      completeIfOld();
      return DestinationResult.durable(complete);
    } catch (IOException e) {
      throw target.failure(e);
    }
  }

  @Override
  public Optional<DestinationResult> idle() {
    try {
      return completeIfOld() ? durable() : Optional.empty();
    } catch (IOException e) {
      throw target.failure(e);
    }
  }

  @Override
  public Optional<DestinationResult> flush() {
    try {
      complete();
      return durable();
    } catch (IOException e) {
      throw target.failure(e);
    }
  }

  /** What is not complete is left, and removed when the destination is opened again. */
  @Override
  public void close() {
    closed = true;
    PartFile file = part;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw target.failure(e);
      }
    }
  }

  private Optional<DestinationResult> durable() {
    return Optional.of(DestinationResult.durable(complete));
  }

  private PartFile fileFor(DestinationRecord record) throws IOException {
    PartFile file = part;
    if (file != null && !file.takes(record)) {
      complete();
      file = null;
    }
    if (file == null) {
      file =
          new PartFile(target, format.rowText(columns, record), clock.instant(), record.sequence());
      part = file;
    }
    if (closed) {
      // Rows behind those that were let go of would be a file with a gap before it.
      file.close();
      throw target.closed();
    }
    return file;
  }

  private boolean completeIfOld() throws IOException {
    PartFile file = part;
    boolean old = file != null && !file.begun().plus(maxAge).isAfter(clock.instant());
    if (old) {
      complete();
    }
    return old;
  }

  private void complete() throws IOException {
    PartFile file = part;
    if (file != null) {
      complete = file.complete();
      part = null;
    }
  }
}
