package io.obsrv.connector.file;

import java.io.IOException;
import java.util.Arrays;

/**
 * Finds where one row of CSV ends, quotes considered. A quote opens only where a cell begins. One
 * that is never closed must not swallow the rows behind it, so a row whose quotes do not work out
 * is given up behind the line of the quote.
 */
final class RowScan {

  /** How a row ends. */
  enum Outcome {
    /** At a line end. */
    WHOLE,
    /** At the end of the file, where it may go on when the file grows. */
    UNTERMINATED,
    /** At the end of the file, within a quote. */
    CUT,
    /** Behind the line of a quote that is closed nowhere, or at the wrong place. */
    UNCLOSED
  }

  private enum State {
    CELL_BEGINS,
    PLAIN,
    QUOTED,
    /** Behind a quote within quotes: closing, or the first of two. */
    QUOTE,
    /** Behind a closing quote and white space. */
    CLOSED,
    /** Behind something that must not follow a closing quote. */
    WRONG
  }

  private static final int LINE_END = 2;

  /** How far a quote may be from its closing one, if its row is too large anyway. */
  private static final int AHEAD = 16 << 20;

  private final RecordBytes bytes;
  private final int max;
  private final Delimiters delimiters;
  private final int columns;
  private final long start;
  private State state = State.CELL_BEGINS;

  /** Line ends within quotes so far, and when the last quote was opened. */
  private int breaks;

  private int breaksBeforeQuote;

  /** The line behind the one in which the last quote was opened. */
  private long nextLine;

  private int nextLineCells = 1;

  private byte[] head = new byte[0];

  /** Begins at the row's first byte, which is next. */
  RowScan(RecordBytes bytes, int max, Delimiters delimiters, int columns) {
    this.bytes = bytes;
    this.max = max;
    this.delimiters = delimiters;
    this.columns = columns;
    this.start = bytes.offset();
    bytes.begin();
  }

  /** Goes behind the row. */
  Outcome scan() throws IOException {
    while (true) {
      int b = bytes.next();
      if (b == RecordBytes.END) {
        return atEnd();
      }
      if (b == '\n' && state != State.QUOTED) {
        return Outcome.WHOLE;
      }
      State before = state;
      state = after(b);
      watchQuote(b, before);
      boolean large = bytes.length() > max + LINE_END;
      if (large && head.length == 0) {
        head = bytes.copy(max);
      }
      if (mayGoBack()) {
        if (state == State.WRONG || (large && bytes.length() > AHEAD)) {
          return giveUp();
        }
      } else if (large) {
        bytes.begin();
      }
    }
  }

  /** How many bytes the row has, without its line end. */
  long length() {
    return bytes.offset() - start - bytes.lineEndLength();
  }

  /** The row without its line end, no more than is wanted of it. */
  byte[] copy() {
    int wanted = (int) Math.min(length(), max);
    return head.length > 0 ? Arrays.copyOf(head, wanted) : bytes.copy(wanted);
  }

  /** How many lines the row has. */
  int lines() {
    return breaks + 1;
  }

  private State after(int b) {
    return switch (state) {
      case CELL_BEGINS -> b == '"' ? State.QUOTED : plain(b);
      case PLAIN -> plain(b);
      case QUOTED -> b == '"' ? State.QUOTE : State.QUOTED;
      case QUOTE -> b == '"' ? State.QUOTED : closed(b);
      case CLOSED -> closed(b);
      case WRONG -> State.WRONG;
    };
  }

  private State plain(int b) {
    return delimiters.has(b) ? State.CELL_BEGINS : State.PLAIN;
  }

  private State closed(int b) {
    if (delimiters.has(b)) {
      return State.CELL_BEGINS;
    }
    return RecordBytes.isSpace(b) ? State.CLOSED : State.WRONG;
  }

  private void watchQuote(int b, State before) {
    if (state == State.QUOTED && before == State.CELL_BEGINS) {
      breaksBeforeQuote = breaks;
      nextLineCells = 1;
    } else if (b == '\n') {
      nextLine = breaksInQuote() == 0 ? bytes.offset() : nextLine;
      breaks++;
    } else if (breaksInQuote() == 1 && delimiters.has(b)) {
      nextLineCells++;
    }
  }

  private int breaksInQuote() {
    return breaks - breaksBeforeQuote;
  }

  /**
   * Within a quote the file is cut, unless the next line looks like a row or the quote holds more
   * than a row may have: then it is a stray one. A single column has no looks, but a line end.
   */
  private Outcome atEnd() {
    if (state != State.QUOTED) {
      return Outcome.UNTERMINATED;
    }
    boolean stray = nextLineCells == columns && (columns > 1 || breaksInQuote() > 1);
    return mayGoBack() && (stray || head.length > 0) ? giveUp() : Outcome.CUT;
  }

  private Outcome giveUp() {
    bytes.goTo(nextLine);
    breaks = breaksBeforeQuote;
    return Outcome.UNCLOSED;
  }

  /** Whether the last quote, which has come to another line, may yet turn out a stray one. */
  private boolean mayGoBack() {
    return breaksInQuote() > 0 && state != State.CELL_BEGINS && state != State.PLAIN;
  }
}
