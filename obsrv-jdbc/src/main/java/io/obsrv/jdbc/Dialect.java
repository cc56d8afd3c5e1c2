package io.obsrv.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.schema.Column;
import io.obsrv.schema.ColumnType;
import io.obsrv.schema.Precision;
import java.util.List;
import java.util.stream.Collectors;

/** In what the supported databases differ. */
enum Dialect {
  /**
   * H2, embedded. A text of at most 1,048,576 characters is a varchar; JSON, and texts without a
   * bound, are CLOBs.
   */
  H2("H2", "h2", 256, "characters", Integer.MAX_VALUE) {
    @Override
    int length(String name) {
      return name.length();
    }

    @Override
    String text(boolean large) {
      return large ? "character large object" : "character varying";
    }

    @Override
    String json() {
      return "character large object";
    }

    @Override
    String jsonParameter() {
      return "?";
    }

    @Override
    String jsonTextParameter() {
      return "?";
    }

    @Override
    String ofChangingRows() {
      return "";
    }

    @Override
    String sortable(String expression, ColumnType type) {
      return expression;
    }

    @Override
    String addColumns(List<String> definitions) {
      return "add (" + String.join(", ", definitions) + ")";
    }

    @Override
    String place(Session session) {
      return session
          .query("select database_path()")
          .mapTo(String.class)
          .findOne()
          .map(path -> "H2 file '" + path.substring(path.indexOf(':') + 1) + ".mv.db'")
          .orElse("H2 in memory");
    }

    @Override
    void restrict(Session session, int seconds) {
      // The connection is that of a user who may read the tables of users' queries, and no more.
    }
  },

  /**
   * PostgreSQL. Texts are compared in the collation "C", byte by byte, whatever the database's own
   * is.
   */
  POSTGRESQL("PostgreSQL", "postgresql", 63, "bytes", 8_160) {
    @Override
    int length(String name) {
      return name.getBytes(UTF_8).length;
    }

    @Override
    String text(boolean large) {
      return "text";
    }

    @Override
    String json() {
      return "jsonb";
    }

    @Override
    String jsonParameter() {
      return "cast(? as jsonb)";
    }

    @Override
    String jsonTextParameter() {
      return "cast(? as json)";
    }

    @Override
    String ofChangingRows() {
      return " with (fillfactor = 50)";
    }

    @Override
    String sortable(String expression, ColumnType type) {
      return type == ColumnType.STRING ? expression + " collate \"C\"" : expression;
    }

    @Override
    String addColumns(List<String> definitions) {
      return definitions.stream().map(d -> "add column " + d).collect(Collectors.joining(", "));
    }

    @Override
    String place(Session session) {
      return session
          .query(
              """
              select current_database(),
                coalesce(' on ' || host(inet_server_addr()) || ':' || inet_server_port(), '')
              """)
          .map(
              (row, context) ->
                  "PostgreSQL database '%s'%s, schema '%s'"
                      .formatted(row.getString(1), row.getString(2), session.space().name()))
          .one();
    }

    @Override
    void restrict(Session session, int seconds) {
      session.handle().execute("set transaction read only");
      session
          .query(
              """
              select set_config('search_path', :path, true),
                set_config('statement_timeout', :timeout, true),
                set_config('standard_conforming_strings', 'on', true)
              """)
          .bind("path", session.space().quoted())
          .bind("timeout", seconds * 1_000L + "ms")
          .map((row, context) -> row.getString(1))
          .list();
    }
  };

  /** Digits of a decimal in an aggregate table, so that no total outgrows its column. */
  private static final int TOTAL_DIGITS = 1_000;

  final String label;
  final String scripts;
  final int maxIdentifier;
  final String lengthUnit;

  /** The most bytes of a row, in which long values that are kept elsewhere are pointers. */
  final int maxRowBytes;

  Dialect(String label, String scripts, int maxIdentifier, String lengthUnit, int maxRowBytes) {
    this.label = label;
    this.scripts = scripts;
    this.maxIdentifier = maxIdentifier;
    this.lengthUnit = lengthUnit;
    this.maxRowBytes = maxRowBytes;
  }

  /** A name's length as the database counts it. */
  abstract int length(String name);

  /** The type of texts, {@code large} if a record may be larger than 1 MiB. */
  abstract String text(boolean large);

  abstract String json();

  /** How JSON is bound whose values can be asked for. */
  abstract String jsonParameter();

  /** How JSON is bound that stays the text it was. */
  abstract String jsonTextParameter();

  /**
   * How a table is stored, from when it is made, most of whose rows are changed again and again:
   * with room for the next state of a row beside it, so that indexes need not be told.
   */
  abstract String ofChangingRows();

  /** An expression in the order of {@code String.compareTo}, as far as the database has it. */
  abstract String sortable(String expression, ColumnType type);

  abstract String addColumns(List<String> definitions);

  /** Where the tables of a session are, for people; without secrets. */
  abstract String place(Session session);

  /** Takes everything from the transaction that a user's own query does not need. */
  abstract void restrict(Session session, int seconds);

  /** The type of a column of rows. */
  String rowType(Column column, boolean large) {
    return type(column, large, column.precision().map(Precision::precision).orElse(0));
  }

  /** The type of a column of an aggregate table, wide enough for any total. */
  String tableType(Column column, boolean large) {
    return type(column, large, TOTAL_DIGITS);
  }

  private String type(Column column, boolean large, int digits) {
    return switch (column.type()) {
      case STRING -> text(large);
      case INTEGER -> "bigint";
      case NUMBER -> "double precision";
      case DECIMAL -> "numeric(" + digits + ", " + column.precision().orElseThrow().scale() + ")";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp(6) with time zone";
      case DATE -> "date";
      case JSON -> json();
    };
  }
}
