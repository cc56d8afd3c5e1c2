package io.obsrv.jdbc;

import io.obsrv.event.Commit;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What is remembered for as long as a dataset's window, and goes bit by bit: a commit that adds to
 * such a table looks through twice as many of its rows, in the order in which they are stored, and
 * deletes those that are behind the window; where one stops, the next goes on, and behind the last
 * row the first comes again. So a commit takes no longer if very much is too old, no index by time
 * has to be written, and of a table that grows no more, about a quarter is too old. That rows are
 * there does not mean that they count: who reads them looks at their time.
 */
enum Forgetting {
  KEYS("_keys", "accepted_at", "keys_swept"),
  BATCHES("_batches", "committed_at", "batches_swept");

  /** What is remembered for longer is never forgotten. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final long LEAST = 100;

  /** At most so many pages of PostgreSQL are read for as many rows; there are pages without any. */
  private static final long ROWS_PER_PAGE = 8;

  /** H2 numbers rows as they are added, and stores them in the order of these numbers. */
  private static final String H2_STEP =
      """
      select max(place) as last, case when count(*) < :rows then 0 else max(place) end as next
      from (
        select _rowid_ as place from <schema>.<table> where _rowid_ > :from
        order by _rowid_ fetch first :rows rows only) ahead
      """;

  private static final String H2_DELETION =
      """
      delete from <schema>.<table>
      where _rowid_ > :from and _rowid_ <= :last and <column> < :before
      """;

  /** PostgreSQL finds rows by their page, here from one page up to another. */
  private static final String POSTGRES_STEP =
      """
      select last, case when last < pages then last else 0 end as next
      from (
        select
          coalesce(
            (select cast((cast(cast(place as text) as point))[0] as bigint) + 1
              from (
                select ctid as place from <schema>.<table>
                where ctid >= cast('(' || :from || ',0)' as tid)
                  and ctid < cast('(' || :furthest || ',0)' as tid)
                limit 1 offset :rows - 1) found),
            :furthest) as last,
          pg_relation_size(cast(:relation as regclass))
            / cast(current_setting('block_size') as integer) as pages) ahead
      """;

  private static final String POSTGRES_DELETION =
      """
      delete from <schema>.<table>
      where ctid >= cast('(' || :from || ',0)' as tid)
        and ctid < cast('(' || :last || ',0)' as tid) and <column> < :before
      """;

  private final String table;
  private final String column;
  private final String position;

  Forgetting(String table, String column, String position) {
    this.table = table;
    this.column = column;
    this.position = position;
  }

  /** Where a step ends, and where the next one begins. */
  private record Step(long last, long next) {}

  /**
   * Forgets some of what is behind the window; nothing is for as long as the dataset is younger.
   *
   * @param added how many rows the commit has added
   */
  void step(Session session, Commit commit, Control control, long added, Instant now) {
    Duration window = commit.layout().definition().dedupWindow();
    if (added == 0 || window.compareTo(LONGEST) > 0) {
      return;
    }
    Instant begin = now.minus(window);
    if (control.remembersSince().filter(begin::isAfter).isEmpty()) {
      return;
    }
    long from =
        named(session.query("select <position> from <schema>._control")).mapTo(Long.class).one();
    Step step = ahead(session, from, Math.max(LEAST, 2 * added));
    named(session.update(session.dialect() == Dialect.H2 ? H2_DELETION : POSTGRES_DELETION))
        .bind("from", from)
        .bind("last", step.last())
        .bind("before", Values.utc(begin))
        .execute();
    if (step.next() != from) {
      named(session.update("update <schema>._control set <position> = :next"))
          .bind("next", step.next())
          .execute();
    }
  }

  private Step ahead(Session session, long from, long rows) {
    return named(session.query(session.dialect() == Dialect.H2 ? H2_STEP : POSTGRES_STEP))
        .bind("from", from)
        .bind("rows", rows)
        .bind("furthest", from + rows / ROWS_PER_PAGE)
        .bind("relation", session.space().table(table))
        .map((row, context) -> new Step(row.getLong("last"), row.getLong("next")))
        .one();
  }

  private <S extends SqlStatement<S>> S named(S statement) {
    return statement.define("table", table).define("column", column).define("position", position);
  }
}
