package io.obsrv.jdbc;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.query.QueryRefusedException;
import io.obsrv.schema.Schema;
import java.nio.file.Path;
import java.util.Collections;

/** Asks a dataset what no heap has room for, and then goes on with it; says what is answered. */
final class AskingMain {
  private static final String MANY = String.join(" || ", Collections.nCopies(500, "text"));

  private AskingMain() {}

  /** The argument is the directory. */
  public static void main(String[] arguments) {
    try (Obsrv obsrv = Obsrv.open(JdbcStorage.h2(Path.of(arguments[0])))) {
      Fixtures.publish(
          obsrv,
          DatasetDefinition.named("texts")
              .schema(
                  Schema.parse(
                      "{\"type\": \"object\", \"properties\": {\"text\": {\"type\": \"string\"}}}")));
      obsrv.ingestion().ingest("texts", "{\"text\": \"some text\"}");
      try {
        System.out.println(obsrv.queries().sql("texts", large()).rows());
      } catch (QueryRefusedException e) {
        System.out.println(e.getMessage());
      }
      System.out.println(obsrv.queries().sql("texts", "select count(*) from texts").rows());
      obsrv.ingestion().ingest("texts", "{\"text\": \"more text\"}");
      System.out.println(obsrv.queries().sql("texts", "select count(*) from texts").rows());
    }
  }

  /** The length of a text that is 500 times as long as one that is 500 times as long as a third. */
  private static String large() {
    return "with a as (select %1$s as text from texts), b as (select %1$s as text from a) select length(%1$s) from b"
        .formatted(MANY);
  }
}
