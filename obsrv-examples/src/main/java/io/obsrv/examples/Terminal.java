package io.obsrv.examples;

import java.io.Console;

/** Whether a person is watching. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // null before Java 22, which is asked below
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** Since Java 22 there is a console even where there is no terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
