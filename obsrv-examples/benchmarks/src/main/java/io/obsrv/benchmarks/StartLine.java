package io.obsrv.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** From the start of a JVM to the first event that is committed, in a new database. */
final class StartLine implements Line {
  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "start of a JVM to its first event, beside a plain program";
  }

  @Override
  public List<Comparison> compare(Bench bench) throws Exception {
    return List.of(
        bench
            .rounds()
            .run(
                side("Obsrv", FirstEvent.Writer.OBSRV, bench),
                side("plain program", FirstEvent.Writer.PLAIN, bench))
            .comparison(bench.title("start to first event"), Unit.MILLISECONDS, Target.NONE));
  }

  private static Side side(String label, FirstEvent.Writer writer, Bench bench) {
    return new Side(
        label,
        () -> {
          try (Workspace workspace = bench.database().workspace()) {
            return Sample.of(millis(writer, workspace.place()));
          }
        });
  }

  private static double millis(FirstEvent.Writer writer, Place place)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstEvent.class.getName(),
                writer.name(),
                place.address())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("The process that was started ended with " + process.exitValue());
    }
    return Double.parseDouble(answer.strip());
  }
}
