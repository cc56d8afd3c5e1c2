package io.obsrv.examples.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.error.RejectionCode;
import io.obsrv.event.Event;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a line apart. What cannot be taken apart is handed over as broken, not thrown. */
final class LogfmtLine {
  private static final Pattern PAIR =
      Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s\"]*))(?:\\s+|$)");

  private LogfmtLine() {}

  static Event event(String line, int maxBytes) {
    byte[] raw = line.getBytes(UTF_8);
    if (raw.length > maxBytes) {
      return new Event.Broken(
          Arrays.copyOf(raw, maxBytes),
          RejectionCode.TOO_LARGE,
          "the line has %d bytes, must have at most %d".formatted(raw.length, maxBytes));
    }
    Map<String, String> cells = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(line);
    int end = 0;
    while (pair.find() && pair.start() == end) {
      cells.put(pair.group(1), Optional.ofNullable(pair.group(2)).orElseGet(() -> pair.group(3)));
      end = pair.end();
    }
    return end == line.length() && !cells.isEmpty()
        ? new Event.Cells(cells)
        : new Event.Broken(
            raw,
            RejectionCode.MALFORMED_RECORD,
            "'%s' is no name=value".formatted(line.substring(end)));
  }
}
