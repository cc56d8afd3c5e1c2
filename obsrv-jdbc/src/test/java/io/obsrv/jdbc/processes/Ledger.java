package io.obsrv.jdbc.processes;

import io.obsrv.connector.ConnectorException;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.ConnectorSpec;
import io.obsrv.connector.Destination;
import io.obsrv.connector.DestinationBatch;
import io.obsrv.connector.DestinationContext;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.DestinationResult;
import io.obsrv.policy.ConnectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Destinations that write down what they are given, in one table, where it stays whatever becomes
 * of their process. Immutable.
 */
final class Ledger implements ConnectorProvider {
  /** A destination that knows its position. Everything is durable at once. */
  static final String KNOWING = "knowing";

  /** One that does not. What it was given is durable only now and then. */
  static final String LATE = "late";

  /** So many batches become durable together there. */
  private static final int TOGETHER = 3;

  private final Jdbi jdbi;

  Ledger(String url) {
    this.jdbi = Jdbi.create(url, "postgres", "");
  }

  static ConnectorConfig config() {
    return ConnectorConfig.of("ledger", Map.of());
  }

  /** Makes the table, once for all processes. */
  void create() {
    jdbi.useHandle(
        handle -> {
          handle.execute("create schema ledger");
          handle.execute("create sequence ledger.openings");
          handle.execute(
              """
              create table ledger.given (
                number bigserial primary key,
                destination text not null,
                opening bigint not null,
                seen bigint not null,
                sequence bigint not null,
                id text not null)
              """);
        });
  }

  @Override
  public String type() {
    return "ledger";
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.destination(List.of());
  }

  @Override
  public Destination destination(DestinationContext context) {
    return asked(handle -> new Page(context.name(), opening(handle), seen(handle, context.name())));
  }

  private static long opening(Handle handle) {
    return handle.createQuery("select nextval('ledger.openings')").mapTo(Long.class).one();
  }

  private static long seen(Handle handle, String destination) {
    return handle
        .createQuery(
            """
            select coalesce(max(sequence), 0) from ledger.given where destination = :destination
            """)
        .bind("destination", destination)
        .mapTo(Long.class)
        .one();
  }

  private <T> T asked(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw ConnectorException.retryable("the ledger does not answer", e);
    }
  }

  /** What is written from one opening on. Of one thread. */
  private final class Page implements Destination {
    private final String destination;
    private final long opening;

    /** The last row that was written down when it was opened. */
    private final long seen;

    private final List<DestinationRecord> waiting = new ArrayList<>();
    private int batches;
    private long durable;

    Page(String destination, long opening, long seen) {
      this.destination = destination;
      this.opening = opening;
      this.seen = seen;
    }

    @Override
    public Optional<Long> position() {
      return Optional.of(seen).filter(known -> destination.equals(KNOWING));
    }

    @Override
    public DestinationResult write(DestinationBatch batch) {
      waiting.addAll(batch.records());
      batches++;
      if (destination.equals(KNOWING) || batches % TOGETHER == 0) {
        writeDown();
      }
      return DestinationResult.durable(durable);
    }

    @Override
    public Optional<DestinationResult> idle() {
      writeDown();
      return Optional.of(DestinationResult.durable(durable));
    }

    private void writeDown() {
      if (!waiting.isEmpty()) {
        int[] unused = asked(this::insert);
        durable = waiting.get(waiting.size() - 1).sequence();
        waiting.clear();
      }
    }

    private int[] insert(Handle handle) {
      PreparedBatch rows =
          handle.prepareBatch(
              """
              insert into ledger.given (destination, opening, seen, sequence, id)
              values (:destination, :opening, :seen, :sequence, :id)
              """);
      for (DestinationRecord record : waiting) {
        PreparedBatch unused =
            rows.bind("destination", destination)
                .bind("opening", opening)
                .bind("seen", seen)
                .bind("sequence", record.sequence())
                .bind("id", record.value().get("id").asText())
                .add();
      }
      return rows.execute();
    }
  }
}
