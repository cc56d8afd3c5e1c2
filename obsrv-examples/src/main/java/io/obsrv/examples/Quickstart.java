package io.obsrv.examples;

import io.obsrv.error.ObsrvException;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The program to run first: earthquakes from a file to answers, or the same with a file of the
 * user's own.
 */
public final class Quickstart {
  private static final int REFUSED = 2;

  private Quickstart() {}

  /**
   * Runs the program; see {@link Options} for the arguments.
   *
   * @param args none, or a file and options
   * @throws IOException if no temporary directory can be made
   */
  public static void main(String[] args) throws IOException {
    int status = run(args, System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  static int run(String[] args, PrintStream out, PrintStream err) throws IOException {
    try {
      start(args, out, err);
      return 0;
    } catch (ParameterException e) {
      err.println(e.getMessage() + ". Call with --help for the options.");
    } catch (UsageException | ObsrvException e) {
      err.println(e.getMessage());
    }
    return REFUSED;
  }

  private static void start(String[] args, PrintStream out, PrintStream err) throws IOException {
    Options options = new Options();
    CommandLine line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(args);
    if (line.isUsageHelpRequested()) {
      line.usage(out);
      return;
    }
    try (Workplace workplace = Workplace.in(options.data())) {
      if (args.length == 0) {
        new EarthquakeStory(workplace.directory(), out).tell();
      } else {
        FileJob.Outcome outcome =
            new FileJob(options, workplace.directory()).run(progress(options, err));
        if (options.json()) {
          out.println(JsonReport.of(outcome));
        } else {
          TextReport.print(outcome, out);
        }
      }
    }
  }

  private static Progress progress(Options options, PrintStream err) {
    return options.json() || !Terminal.isInteractive() ? Progress.none() : Progress.on(err);
  }
}
