package io.obsrv.jdbc.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Holds what is in a {@link Ledger} against what a destination must be given. Immutable. */
final class LedgerAudit {
  private final Jdbi jdbi;
  private final String destination;

  LedgerAudit(String url, String destination) {
    this.jdbi = Jdbi.create(url, "postgres", "");
    this.destination = destination;
  }

  /** What came between two openings, or until the process ended. */
  private record Given(long seen, long first, boolean isInOrder) {}

  /**
   * Fails with what is missing, out of order, or came again as something else.
   *
   * @param stored the rows of the dataset: their sequences, from 1 on without a gap, and ids
   */
  void check(List<String> stored) {
    assertThat(rows()).as("rows of destination '%s'", destination).isEqualTo(stored);
    for (Given given : openings()) {
      assertThat(given.isInOrder()).as("'%s' in order: %s", destination, given).isTrue();
      assertThat(given.first())
          .as("'%s' leaves nothing out: %s", destination, given)
          .isLessThanOrEqualTo(given.seen() + 1);
      if (destination.equals(Ledger.KNOWING)) {
        assertThat(given.first())
            .as("'%s' from its own position on: %s", destination, given)
            .isEqualTo(given.seen() + 1);
      }
    }
  }

  /** Each row once, however often it came; twice if something else came with its sequence. */
  private List<String> rows() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select sequence || ' ' || id from ledger.given
                    where destination = :destination
                    group by sequence, id
                    order by sequence, id
                    """)
                .bind("destination", destination)
                .mapTo(String.class)
                .list());
  }

  private List<Given> openings() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select min(seen) as seen, min(first) as first,
                      bool_and(sequence = first + place - 1) as in_order
                    from (
                      select opening, seen, sequence,
                        first_value(sequence) over given as first,
                        row_number() over given as place
                      from ledger.given
                      where destination = :destination
                      window given as (partition by opening order by number)) as placed
                    group by opening
                    """)
                .bind("destination", destination)
                .map(
                    (row, context) ->
                        new Given(
                            row.getLong("seen"), row.getLong("first"), row.getBoolean("in_order")))
                .list());
  }

  /** How many rows came more than once. */
  long repeated() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) - count(distinct sequence)
                    from ledger.given
                    where destination = :destination
                    """)
                .bind("destination", destination)
                .mapTo(Long.class)
                .one());
  }
}
