package io.obsrv.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.util.ByteConverter;

/**
 * Rows in the binary format of PostgreSQL's {@code COPY}: each value as its length and the bytes
 * that the server keeps, so that neither side writes or reads a number as text. Grows as needed. Of
 * one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html">COPY, under "Binary Format"</a>
 */
final class CopyFormat {
  /** The signature, then no flags and no extension. */
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final int NOTHING = -1;
  private static final int END = -1;
  private static final byte JSONB_VERSION = 1;
  private static final long EPOCH_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final int EPOCH_DAY = (int) LocalDate.of(2000, 1, 1).toEpochDay();

  private byte[] bytes = new byte[1 << 16];
  private int size;

  byte[] buffer() {
    return bytes;
  }

  int size() {
    return size;
  }

  /** Forgets what was written, which the caller has passed on. */
  void clear() {
    size = 0;
  }

  void header() {
    raw(HEADER);
  }

  void row(int values) {
    ByteConverter.int2(bytes, room(2), values);
  }

  void end() {
    ByteConverter.int2(bytes, room(2), END);
  }

  void nothing() {
    length(NOTHING);
  }

  void int4(int value) {
    length(4);
    ByteConverter.int4(bytes, room(4), value);
  }

  void int8(long value) {
    length(8);
    ByteConverter.int8(bytes, room(8), value);
  }

  void float8(double value) {
    length(8);
    ByteConverter.float8(bytes, room(8), value);
  }

  void numeric(BigDecimal value) {
    bytes(ByteConverter.numeric(value));
  }

  void bool(boolean value) {
    length(1);
    ByteConverter.bool(bytes, room(1), value);
  }

  /** {@code ChronoUnit.MICROS.between} counts nanoseconds, which end after 292 years. */
  void timestamp(Instant value) {
    int8((value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000);
  }

  void date(LocalDate value) {
    int4((int) value.toEpochDay() - EPOCH_DAY);
  }

  void text(String value) {
    bytes(value.getBytes(UTF_8));
  }

  void jsonb(String value) {
    byte[] utf8 = value.getBytes(UTF_8);
    length(utf8.length + 1);
    bytes[room(1)] = JSONB_VERSION;
    raw(utf8);
  }

  void bytes(byte[] value) {
    length(value.length);
    raw(value);
  }

  private void length(int value) {
    ByteConverter.int4(bytes, room(4), value);
  }

  private void raw(byte[] value) {
    int at = room(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  /** Where so many bytes go. */
  private int room(int count) {
    int at = size;
    size = Math.addExact(size, count);
    if (size > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(size, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
    }
    return at;
  }
}
