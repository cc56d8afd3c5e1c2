package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.Obsrv;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.List;

/** A program that commits one event and says how long that took from the start of the JVM. */
public final class FirstEvent {
  private FirstEvent() {}

  /** With what. */
  enum Writer {
    OBSRV {
      @Override
      void write(Place place, byte[] event) {
        try (Obsrv obsrv = Obsrv.open(place.storage())) {
          Workload.plain().publish(obsrv);
          var unused = Pushes.push(obsrv, List.of(event));
          tell();
        }
      }
    },
    PLAIN {
      @Override
      void write(Place place, byte[] event) throws SQLException, IOException {
        try (PlainLoad load = place.plain(Events.schema())) {
          load.store(List.of(event));
          tell();
        }
      }
    };

    abstract void write(Place place, byte[] event) throws SQLException, IOException;
  }

  /**
   * Prints the milliseconds.
   *
   * @param args the name of the writer, and the address of an empty database
   * @throws SQLException if the event cannot be stored
   * @throws IOException if it cannot be read
   */
  public static void main(String[] args) throws SQLException, IOException {
    Writer.valueOf(args[0]).write(Place.at(args[1]), Events.json(1).getBytes(UTF_8));
  }

  private static void tell() {
    System.out.println(
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
  }
}
