package io.obsrv.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.obsrv.schema.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/**
 * One run of the program.
 *
 * @param status its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Program(int status, String out, String err) {

  static Program run(Object... args) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int status =
        Quickstart.run(texts, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Program(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  JsonNode json() {
    return JsonText.parse(out);
  }
}
