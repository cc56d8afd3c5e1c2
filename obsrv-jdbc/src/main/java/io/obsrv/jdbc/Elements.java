package io.obsrv.jdbc;

import com.google.common.collect.Lists;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * What a parameter that is an array holds. A statement gets at most a thousand at a time: H2 takes
 * no array of more than 65,536, and compares what it has found by one with each element. Immutable.
 */
final class Elements {
  static final int PART = 1_000;

  private final String type;
  private final Object[] none;
  private final List<?> values;

  private Elements(String type, Object[] none, List<?> values) {
    this.type = type;
    this.none = none;
    this.values = values;
  }

  static Elements texts(Collection<String> values) {
    return new Elements("varchar", new String[0], List.copyOf(values));
  }

  static Elements numbers(Collection<Long> values) {
    return new Elements("bigint", new Long[0], List.copyOf(values));
  }

  /** The same, some thousand at a time; nothing of nothing. */
  List<Elements> parts() {
    return Lists.partition(values, PART).stream()
        .map(part -> new Elements(type, none, part))
        .toList();
  }

  int size() {
    return values.size();
  }

  Array array(Session session) throws SQLException {
    return session.connection().createArrayOf(type, values.toArray(none));
  }
}
