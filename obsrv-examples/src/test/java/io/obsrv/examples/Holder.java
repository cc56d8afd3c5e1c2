package io.obsrv.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.jdbc.JdbcStorage;
import io.obsrv.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;

/** Another process that holds a directory until its standard input ends. */
final class Holder {
  private Holder() {}

  /** What is run while the directory is held. */
  interface Action {
    void run() throws IOException;
  }

  /** The argument is the directory. */
  public static void main(String[] args) throws IOException {
    try (Storage storage = JdbcStorage.h2(Path.of(args[0]))) {
      System.out.println("held " + storage.registry().list().size());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  static void holding(Path directory, Action action) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      if (!"held 0".equals(out.readLine())) {
        throw new AssertionError("the directory is not held");
      }
      action.run();
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }
  }
}
