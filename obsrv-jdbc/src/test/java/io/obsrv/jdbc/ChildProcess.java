package io.obsrv.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a main program of the tests, and can be killed. */
public final class ChildProcess implements AutoCloseable {
  /** Many times what a child takes to come to its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader lines;

  private ChildProcess(Process process) {
    this.process = process;
    this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  public static ChildProcess start(Class<?> main, String... arguments) throws IOException {
    return startWithHeap(256L << 20, main, arguments);
  }

  static ChildProcess startWithHeap(long bytes, Class<?> main, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                program("java"),
                "-Xmx" + bytes,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ChildProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /**
   * Kills the child if it has not ended by itself for a long time, once the stacks of its threads
   * are on the error stream.
   */
  public ChildProcess thatEnds() {
    process
        .onExit()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(
            late -> {
              try {
                printStacks();
              } finally {
                process.destroyForcibly();
              }
              return process;
            });
    return this;
  }

  private void printStacks() {
    ProcessBuilder stacks =
        new ProcessBuilder(program("jcmd"), Long.toString(process.pid()), "Thread.print");
    try (InputStream printed = stacks.redirectErrorStream(true).start().getInputStream()) {
      System.err.println(new String(printed.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line the child printed; null if there is none because it has ended. */
  public String line() throws IOException {
    return lines.readLine();
  }

  /** Gives the child a line to read. */
  public void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** Sends a signal, such as STOP or CONT. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Sends SIGKILL and waits for the end; what was printed is left to be read. */
  public void destroy() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Sends SIGKILL, waits for the end, and answers what was printed up to then and not read yet. */
  public List<String> kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly();
    List<String> rest = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rest.add(line);
    }
    process.waitFor();
    return rest;
  }

  /** Waits for the end, and answers how it ended. */
  public int exit() throws IOException, InterruptedException {
    lines.lines().forEach(line -> {});
    return process.waitFor();
  }

  /** Waits at most so long, and answers whether the child has ended. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    lines.close();
  }
}
