package io.obsrv;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.ingest.IngestEngine;
import io.obsrv.ingest.Ingestion;
import io.obsrv.lifecycle.Datasets;
import io.obsrv.lifecycle.Desk;

/** A library instance in the hands of one actor; see {@link Obsrv#as}. Needs no closing. */
public final class Session {
  private final Datasets datasets;
  private final Ingestion ingestion;

  Session(Desk desk, IngestEngine engine, String actor) {
    checkArgument(
        !actor.isBlank(), "actor is blank, must be a name that the audit trail can record");
    datasets = new Datasets(desk, actor);
    ingestion = new Ingestion(engine, actor);
  }

  /**
   * Managing datasets, as this actor.
   *
   * @return the verbs of the life cycle
   */
  public Datasets datasets() {
    return datasets;
  }

  /**
   * Getting records in, and working on those that failed, as this actor.
   *
   * @return push, pull and quarantine
   */
  public Ingestion ingestion() {
    return ingestion;
  }
}
