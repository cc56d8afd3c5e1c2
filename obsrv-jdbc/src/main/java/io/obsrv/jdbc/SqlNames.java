package io.obsrv.jdbc;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The words of a statement: which may stand in it at all, what they fold to, and which name
 * harmless functions and types.
 */
final class SqlNames {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /** Nothing is given back, so that a long text needs no deep stack. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\x00]|\"\")++\"");

  private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\x00]|'')*+'");

  /**
   * Words, numbers and operators; nothing that could begin a comment, a text or another statement.
   */
  private static final Pattern PLAIN =
      Pattern.compile("(?!.*(?:--|/\\*))[\\p{L}\\p{N}_$ .,:+*/%<>=!|&^~()\\[\\]?#@-]*");

  /** Those of both databases, and of one of them, that read no more than their arguments. */
  private static final Set<String> FUNCTIONS =
      words(
          """
          count sum avg min max every any_value bool_and bool_or bit_and_agg bit_or_agg stddev
          stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp regr_slope
          regr_intercept regr_r2 regr_count median mode percentile_cont percentile_disc string_agg
          listagg grouping rollup cube row_number rank dense_rank percent_rank cume_dist ntile lag
          lead first_value last_value nth_value

          coalesce nullif greatest least

          abs ceil ceiling floor round trunc truncate sign mod power sqrt cbrt exp ln log log10 pi
          degrees radians sin cos tan cot asin acos atan atan2 width_bucket

          lower upper length char_length character_length octet_length trim ltrim rtrim btrim
          substring substr left right position strpos locate instr concat concat_ws reverse initcap
          ascii chr char replace translate starts_with split_part md5

          extract date_trunc date_part age now to_char to_date to_timestamp to_number dateadd
          datediff day_of_week day_of_month day_of_year iso_week iso_year iso_day_of_week year
          quarter month week day hour minute second dayname monthname make_date make_timestamp
          make_timestamptz make_interval justify_hours justify_days formatdatetime parsedatetime

          json_typeof json_array_length json_extract_path json_extract_path_text jsonb_typeof
          jsonb_array_length jsonb_extract_path jsonb_extract_path_text
          """);

  private static final Set<String> TYPES =
      Set.of(
          """
          char, character, varchar, character varying, text, clob, smallint, int, int2, int4, int8,
          integer, bigint, real, float, float4, float8, double, double precision, decimal, numeric,
          decfloat, boolean, bool, date, time, timestamp, timestamptz, timestamp with time zone,
          timestamp without time zone, time with time zone, time without time zone, interval, json,
          jsonb, uuid"""
              .split(",\\s+"));

  /** Six digits at most: a value of type {@code char} is filled up to its length. */
  private static final Pattern SIZE =
      Pattern.compile("\\(\\s*\\d{1,6}\\s*(?:,\\s*\\d{1,6}\\s*)?\\)");

  private SqlNames() {}

  static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /**
   * Whether a text of the statement is one or more whole tokens, so that it cannot run into its
   * neighbours.
   */
  static boolean isWhole(String text) {
    return PLAIN.matcher(text).matches()
        || QUOTED.matcher(text).matches()
        || LITERAL.matcher(text).matches();
  }

  static boolean isIdentifier(String text) {
    return WORD.matcher(text).matches() || QUOTED.matcher(text).matches();
  }

  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** The name an identifier stands for: as it is between quotes, in lower case without. */
  static String fold(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier.toLowerCase(Locale.ROOT);
  }

  static boolean isFunction(String name) {
    return FUNCTIONS.contains(name);
  }

  static boolean isType(String name) {
    String bare = SIZE.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ");
    return TYPES.contains(bare.replaceAll("\\s+", " ").strip());
  }

  static String functions() {
    return String.join(", ", new TreeSet<>(FUNCTIONS));
  }

  static String types() {
    return String.join(", ", new TreeSet<>(TYPES));
  }
}
