package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.DestinationRecord;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** The file being written. For one thread, but closed by any. */
final class PartFile implements Closeable {
  private final TargetDirectory target;
  private final RowText text;
  private final Instant begun;
  private final long first;
  private final FileChannel channel;
  private final OutputStream out;
  private long last;
  private long bytes;

  PartFile(TargetDirectory target, RowText text, Instant begun, long first) throws IOException {
    this.target = target;
    this.text = text;
    this.begun = begun;
    this.first = first;
    this.channel =
        FileChannel.open(
            target.part(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    write(text.header());
  }

  boolean takes(DestinationRecord record) {
    return text.takes(record);
  }

  void add(DestinationRecord record) throws IOException {
    write(text.line(record));
    last = record.sequence();
  }

  private void write(String line) throws IOException {
    byte[] utf8 = line.getBytes(UTF_8);
    out.write(utf8);
    bytes += utf8.length;
  }

  long bytes() {
    return bytes;
  }

  Instant begun() {
    return begun;
  }

  /** Makes the file durable under its name, and answers the last sequence in it. */
  long complete() throws IOException {
    out.flush();
    channel.force(true);
    channel.close();
    target.complete(first, last);
    return last;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
