package io.obsrv.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Refuses regular expressions where they could not be stopped: anywhere but as an argument of the
 * functions that search texts, called by their names. Reads only as much of the language as that
 * takes; what it cannot tell apart it refuses. Used once, by one thread.
 */
final class RegexPlaces {
  private static final Set<String> SEARCHING = Set.of("$match", "$contains", "$replace", "$split");
  private static final Set<String> WORD_OPERATORS = Set.of("and", "or", "in");
  private static final String OPERATORS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
  private static final String ARGUMENT_ONLY =
      "a regular expression can only be an argument of $match, $contains, $replace and $split";

  private final String text;
  private final Deque<String> calls = new ArrayDeque<>();

  /** The token before the present position; empty at the beginning. */
  private String last = "";

  private int position;

  RegexPlaces(String text) {
    this.text = text;
  }

  void check() throws ExpressionException {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (isSpace(c)) {
        position++;
      } else if (text.startsWith("/*", position)) {
        int end = text.indexOf("*/", position + 2);
        position = end < 0 ? text.length() : end + 2;
      } else if (c == '"' || c == '\'' || c == '`') {
        quoted(c);
      } else if (c == '/' && !endsValue(last)) {
        regex();
      } else if (isWordPart(c)) {
        word();
      } else {
        symbol(c);
      }
    }
  }

  private void quoted(char quote) {
    int end = position + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += quote != '`' && text.charAt(end) == '\\' ? 2 : 1;
    }
    position = end + 1;
    last = "value";
  }

  private void word() throws ExpressionException {
    int start = position;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    last = text.substring(start, position);
    if (SEARCHING.contains(last) && !nextIs('(')) {
      throw new ExpressionException("%s can only be called, not passed on".formatted(last));
    }
    if (WORD_OPERATORS.contains(last) && nextIs('/')) {
      throw new ExpressionException(ARGUMENT_ONLY);
    }
  }

  private void symbol(char c) {
    if (c == '(' || c == '[' || c == '{') {
      calls.push(c == '(' ? last : "");
    } else if (c == ')' || c == ']' || c == '}') {
      calls.poll();
    }
    last = String.valueOf(c);
    position++;
  }

  private void regex() throws ExpressionException {
    String call = calls.isEmpty() ? "" : calls.peek();
    boolean begins = last.equals("(") || last.equals(",");
    int depth = 0;
    int end = position + 1;
    while (end < text.length() && !(depth == 0 && closes(end))) {
      if (text.charAt(end - 1) != '\\') {
        depth += "([{".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
        depth -= ")]}".indexOf(text.charAt(end)) >= 0 ? 1 : 0;
      }
      end++;
    }
    position = end + 1;
    while (position < text.length() && "im".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (!SEARCHING.contains(call) || !begins || !(nextIs(',') || nextIs(')'))) {
      throw new ExpressionException(ARGUMENT_ONLY);
    }
    last = "value";
  }

  /** A slash after an even number of backslashes. */
  private boolean closes(int at) {
    int backslashes = 0;
    while (text.charAt(at - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return text.charAt(at) == '/' && backslashes % 2 == 0;
  }

  private boolean nextIs(char expected) {
    int next = position;
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == expected;
  }

  private static boolean isWordPart(char c) {
    return !isSpace(c) && "\"'`".indexOf(c) < 0 && OPERATORS.indexOf(c) < 0;
  }

  private static boolean isSpace(char c) {
    return " \t\n\r".indexOf(c) >= 0;
  }

  private static boolean endsValue(String token) {
    return !token.isEmpty()
        && (isWordPart(token.charAt(0))
            || token.equals(")")
            || token.equals("]")
            || token.equals("}"));
  }
}
