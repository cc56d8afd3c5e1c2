package io.obsrv.examples;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.connector.file.FileSource;
import io.obsrv.error.InvalidException;
import io.obsrv.event.Event;
import io.obsrv.schema.Inference;
import io.obsrv.schema.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a file tells: the schema of its records, and how many there are.
 *
 * @param inference the schema of the records that can be read
 * @param records all records, readable or not
 */
record FileSurvey(Inference inference, long records) {

  static FileSurvey of(FileSource file, Inference.Builder inference) {
    String path = file.options().get("path");
    Tally tally = new Tally(inference);
    try (Stream<Event> events = file.events()) {
      events.forEach(tally::add);
    }
    if (tally.records == 0) {
      throw new UsageException("'" + path + "' has no record; name a file that has.");
    }
    try {
      return new FileSurvey(inference.infer(), tally.records);
    } catch (InvalidException e) {
      throw new UsageException(
          tally
              .trouble
              .map(why -> unreadable(tally.records, path, why))
              .orElse(
                  "None of the %,d records of '%s' has a field; name a file whose records have some."
                      .formatted(tally.records, path)));
    }
  }

  private static String unreadable(long records, @Nullable String path, String why) {
    return "None of the %,d records of '%s' can be read, the first because: %s"
        .formatted(records, path, why);
  }

  /**
   * Shows records to the inference. What cannot be read is left to the ingestion, which quarantines
   * it with its reason.
   */
  private static final class Tally {
    private final Inference.Builder inference;
    private long records;
    private Optional<String> trouble = Optional.empty();

    Tally(Inference.Builder inference) {
      this.inference = inference;
    }

    void add(Event event) {
      records++;
      if (event instanceof Event.Cells cells) {
        inference.addCells(cells.cells());
      } else if (event instanceof Event.Json json) {
        addJson(json);
      } else if (event instanceof Event.Broken broken) {
        unreadable(broken.message());
      }
    }

    private void addJson(Event.Json json) {
      try {
        JsonNode record = JsonText.read(json.utf8());
        if (record.isObject()) {
          inference.add(record);
        } else {
          unreadable("it is no JSON object");
        }
      } catch (IOException e) {
        unreadable(
            "it is no JSON; a record of JSON Lines has one line, so if yours have several, put them into a list and name the file .json");
      }
    }

    private void unreadable(String reason) {
      trouble = trouble.or(() -> Optional.of(reason));
    }
  }
}
