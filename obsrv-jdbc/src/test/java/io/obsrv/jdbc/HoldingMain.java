package io.obsrv.jdbc;

import java.io.IOException;
import java.nio.file.Path;

/** Holds a directory until it is killed. */
final class HoldingMain {
  private HoldingMain() {}

  public static void main(String[] arguments) throws IOException {
    try (JdbcStorage storage = JdbcStorage.h2(Path.of(arguments[0]))) {
      System.out.println("held " + storage.registry().list().size());
      System.in.read();
    }
  }
}
