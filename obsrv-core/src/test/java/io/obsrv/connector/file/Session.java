package io.obsrv.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.Source;
import io.obsrv.connector.SourceBatch;
import io.obsrv.connector.SourceContext;
import io.obsrv.connector.Split;
import io.obsrv.connector.SplitReader;
import io.obsrv.dataset.DatasetId;
import io.obsrv.event.Checkpoint;
import io.obsrv.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a source as the engine does, and remembers its checkpoints. */
final class Session {
  private static final int EVER = 1_000_000;

  private final FileSource source;
  private final int maxEventBytes;
  private final Map<Split, Checkpoint> checkpoints = new HashMap<>();

  Session(FileSource source) {
    this(source, 1 << 20);
  }

  Session(FileSource source, int maxEventBytes) {
    this.source = source;
    this.maxEventBytes = maxEventBytes;
  }

  /** Everything that is there, in one go. */
  static List<String> read(FileSource source) {
    return new Session(source).readOn();
  }

  /** What came since the last time. */
  List<String> readOn() {
    return readOn(EVER, EVER);
  }

  /** What came since the last time, in batches, opening the file again after some polls. */
  List<String> readOn(int batch, int pollsPerReader) {
    List<String> records = new ArrayList<>();
    try (Source files = open()) {
      for (Split split : files.splits()) {
        while (!readSome(files, split, batch, pollsPerReader, records)) {
          // until the file ends
        }
      }
    }
    return records;
  }

  private boolean readSome(Source files, Split split, int batch, int polls, List<String> records) {
    try (SplitReader reader = files.open(split, Optional.ofNullable(checkpoints.get(split)))) {
      for (int i = 0; i < polls; i++) {
        SourceBatch next = reader.poll(batch, Duration.ZERO);
        next.records().forEach(event -> records.add(text(event)));
        checkpoints.put(split, next.checkpoint());
        if (next.finished()) {
          return true;
        }
      }
    }
    return false;
  }

  Source open() {
    return Files.providers().stream()
        .filter(provider -> provider.type().equals(source.type()))
        .findFirst()
        .orElseThrow()
        .source(
            new SourceContext(
                new DatasetId("quakes"),
                "feed",
                maxEventBytes,
                source.options(),
                name -> Optional.empty(),
                Clock.systemUTC()));
  }

  /** JSON as it is, cells as a map, broken ones as {@code CODE: message [raw]}. */
  static String text(Event event) {
    if (event instanceof Event.Cells cells) {
      return cells.cells().toString();
    }
    String raw = new String(event.raw(), UTF_8);
    return event instanceof Event.Broken broken
        ? broken.code() + ": " + broken.message() + " [" + raw + "]"
        : raw;
  }
}
