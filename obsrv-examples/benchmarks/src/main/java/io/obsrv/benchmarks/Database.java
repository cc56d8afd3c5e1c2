package io.obsrv.benchmarks;

import java.util.List;

/** A kind of database that both sides of a line use. */
interface Database extends AutoCloseable {
  String label();

  /** Its version and the settings that matter, for the head of the table. */
  List<String> description();

  /** An empty database of this kind, all earlier work settled. */
  Workspace workspace();

  /** Seconds of CPU that its own processes have used so far; those of this one are not its own. */
  double cpuSeconds();

  @Override
  void close();
}
