package io.obsrv.benchmarks;

import java.util.Locale;

/** What the figures of a line are. */
enum Unit {
  EVENTS_PER_SECOND("%,.0f/s"),
  EVENTS_PER_CPU_SECOND("%,.0f/CPU s"),
  MILLISECONDS("%,.2f ms"),
  SECONDS("%,.2f s"),
  MEBIBYTES("%,.1f MiB"),
  PIECES("%,.0f");

  private final String format;

  Unit(String format) {
    this.format = format;
  }

  String print(double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
