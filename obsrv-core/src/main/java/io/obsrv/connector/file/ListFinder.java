package io.obsrv.connector.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/** Finds where the list of records begins in a JSON file. */
final class ListFinder {
  private static final int MAX_NAMED = 20;

  /** Nobody keeps lists deeper down, and names of all paths would not fit into memory. */
  private static final int MAX_DEPTH = 100;

  /** What stands before the list is skipped, whatever its size, so there is nothing to bound. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final Reading reading;
  private final Path file;
  private final List<String> lists = new ArrayList<>();

  ListFinder(Reading reading, Path file) {
    this.reading = reading;
    this.file = file;
  }

  /** The offset behind the list's opening bracket; empty if the file ends before it. */
  OptionalLong find() throws IOException {
    try (FileBytes bytes = FileBytes.open(file);
        JsonParser json = JSON.createParser(bytes)) {
      JsonToken root = json.nextToken();
      if (root == null) {
        return OptionalLong.empty();
      }
      return reading.extract().isEmpty() ? rootList(json, root) : listUnder(json, root);
    } catch (JsonEOFException e) {
      return OptionalLong.empty();
    } catch (JsonProcessingException e) {
      throw reading.fatal(
          file,
          "it is malformed at byte %d, before any list (%s)"
              .formatted(e.getLocation().getByteOffset(), e.getOriginalMessage()),
          e);
    }
  }

  private OptionalLong rootList(JsonParser json, JsonToken root) throws IOException {
    if (root == JsonToken.START_ARRAY) {
      return behind(json);
    }
    if (root != JsonToken.START_OBJECT) {
      throw reading.fatal(file, "it is neither a list nor an object that holds one", null);
    }
    search(json, "");
    if (json.nextToken() != null) {
      throw reading.fatal(
          file,
          "it holds several values. If there is one per line, these are JSON Lines: name it .jsonl, and in Java read it with Files.jsonLines",
          null);
    }
    throw reading.fatal(
        file,
        lists.isEmpty()
            ? "it is an object and holds no list of records. Put the records into a list"
            : "it is an object, not a list. " + found() + "; say which with extract",
        null);
  }

  private OptionalLong listUnder(JsonParser json, JsonToken root) throws IOException {
    String key = reading.extract().orElseThrow();
    if (root == JsonToken.START_ARRAY) {
      throw reading.fatal(
          file,
          "it is a list itself, with nothing under '%s'. Leave extract out".formatted(key),
          null);
    }
    if (root != JsonToken.START_OBJECT) {
      throw reading.fatal(file, "it is no object, and has no list under '%s'".formatted(key), null);
    }
    if (search(json, key)) {
      return behind(json);
    }
    throw reading.fatal(
        file,
        lists.isEmpty()
            ? "there is no list under '%s', nor anywhere else in it. Put the records into a list"
                .formatted(key)
            : "there is no list under '%s'. %s; correct extract".formatted(key, found()),
        null);
  }

  /** Goes to the list of that name. Names the lists that it passes; does not look into them. */
  private boolean search(JsonParser json, String wanted) throws IOException {
    Deque<String> path = new ArrayDeque<>(List.of(""));
    while (!path.isEmpty()) {
      JsonToken token = json.nextToken();
      if (token == JsonToken.END_OBJECT) {
        path.pop();
        continue;
      }
      String parent = path.getFirst();
      String name = parent.isEmpty() ? json.currentName() : parent + "." + json.currentName();
      token = json.nextToken();
      if (token == JsonToken.START_OBJECT) {
        if (path.size() < MAX_DEPTH) {
          path.push(name);
        } else {
          json.skipChildren();
        }
      } else if (token == JsonToken.START_ARRAY) {
        if (name.equals(wanted)) {
          return true;
        }
        lists.add(name);
        json.skipChildren();
      }
    }
    return false;
  }

  private OptionalLong behind(JsonParser json) {
    long offset = json.currentTokenLocation().getByteOffset();
    if (offset < 0) {
      throw reading.fatal(file, "it is not UTF-8. Convert it, for example with iconv", null);
    }
    return OptionalLong.of(offset + 1);
  }

  private String found() {
    return "There are lists under " + String.join(", ", lists.stream().limit(MAX_NAMED).toList());
  }
}
