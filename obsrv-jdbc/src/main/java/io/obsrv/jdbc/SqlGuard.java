package io.obsrv.jdbc;

import com.google.common.collect.Sets;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.parser.Node;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import org.jspecify.annotations.Nullable;

/**
 * Lets a statement through that does nothing but select from the tables of one dataset, with the
 * names of these tables replaced by what they stand for.
 *
 * <p>It closes by default: every object of the parsed statement is visited by reflection over its
 * fields, so that none can be missed, and every class, function, type and text must be known to be
 * harmless. The result is written anew from what was visited. Used once, by one thread.
 */
final class SqlGuard {
  /** H2 plans the same again and again for each level, which no limit of time ends. */
  private static final int MAX_DEPTH = 8;

  private final Map<String, SqlTable> tables;
  private final Set<String> hidden;
  private final Map<Table, SqlTable> found = new LinkedHashMap<>();
  private boolean needsViews;
  private int depth;
  private final Set<Object> visited = Sets.newIdentityHashSet();

  /**
   * For the tables of one dataset.
   *
   * @param tables what each name stands for
   * @param hidden names of columns that only views hide
   */
  SqlGuard(Map<String, SqlTable> tables, Set<String> hidden) {
    this.tables = tables;
    this.hidden = hidden;
  }

  /**
   * Checks a statement and rewrites it.
   *
   * @param statement the parsed statement, which is changed
   * @return the text to be run
   * @throws SqlRefusal if it is not allowed
   */
  String rewrite(@Nullable Statement statement) {
    if (!(statement instanceof PlainSelect
        || statement instanceof SetOperationList
        || statement instanceof ParenthesedSelect)) {
      throw new SqlRefusal("only a SELECT is answered");
    }
    visit(statement, SqlScope.EMPTY);
    found.forEach(
        (table, meaning) -> table.setName(needsViews ? meaning.view() : meaning.direct()));
    return statement.toString();
  }

  private void visit(@Nullable Object node, SqlScope scope) {
    if (node == null || node instanceof Boolean || node instanceof Number || node instanceof Node) {
      // Flags and numbers cannot name anything; parser nodes only tell positions in the text.
      return;
    }
    if (node instanceof String || node instanceof Character) {
      SqlRefusal.unless(SqlNames.isWhole(node.toString()), "'" + node + "' is not understood");
    } else if (node instanceof Map.Entry<?, ?> entry) {
      visit(entry.getKey(), scope);
      visit(entry.getValue(), scope);
    } else if (node instanceof Collection<?> nodes && !isParsed(node)) {
      nodes.forEach(element -> visit(element, scope));
    } else {
      SqlRefusal.unless(SqlNodes.isHarmless(node.getClass()), refusal(node));
      if (!(node instanceof Enum<?>) && visited.add(node)) {
        visitNode(node, scope);
      }
    }
  }

  private void visitNode(Object node, SqlScope scope) {
    SqlScope inside = scope;
    needsViews |= goesByPlace(node);
    if (node instanceof Select select) {
      inside = select(select, scope);
    } else if (node instanceof WithItem<?> with) {
      SqlRefusal.unless(!with.isRecursive(), "WITH RECURSIVE is not answered");
    } else if (node instanceof Table table) {
      from(table, scope);
      return;
    } else if (node instanceof Column column) {
      column(column, scope);
      return;
    } else if (node instanceof AllTableColumns all) {
      qualifier(all.getTable());
      SqlRefusal.unless(all.toString().endsWith(".*"), "'" + all + "' is not understood");
      return;
    } else if (node instanceof StringValue text) {
      SqlRefusal.unless(
          text.getPrefix() == null && SqlNames.isLiteral(text.toString()),
          "the text " + text + " must stand between single quotes, without a prefix");
      return;
    } else {
      if (node instanceof Function function) {
        rowsOf(function.getParameters());
      } else if (node instanceof AnalyticExpression function) {
        rowsOf(List.of(function.getExpression() == null ? "" : function.getExpression()));
      }
      SqlWords.check(node);
    }
    int above = depth;
    depth += node instanceof PlainSelect ? 1 : 0;
    if (depth > MAX_DEPTH) {
      throw SqlRefusal.tooDeep();
    }
    visitFields(node, inside);
    depth = above;
  }

  /** Whether it stands for columns that it does not name, so that only shown ones may be there. */
  private static boolean goesByPlace(Object node) {
    return node instanceof AllColumns
        || (node instanceof Join join && join.isNatural())
        || (node instanceof Alias alias && !isEmpty(alias.getAliasColumns()));
  }

  /** The star of {@code count(*)} is no columns. */
  private void rowsOf(@Nullable List<?> arguments) {
    if (arguments != null
        && arguments.size() == 1
        && arguments.get(0) instanceof AllColumns star
        && star.toString().equals("*")) {
      visited.add(star);
    }
  }

  /**
   * Common table expressions can be named in those behind them and in the select itself, not in
   * themselves.
   */
  private SqlScope select(Select select, SqlScope scope) {
    SqlRefusal.unless(
        select.getForMode() == null && isEmpty(select.getForUpdateTables()),
        "FOR UPDATE and FOR SHARE are not answered");
    if (select instanceof PlainSelect plain) {
      SqlRefusal.unless(
          isEmpty(plain.getIntoTables()) && plain.getIntoTempTable() == null,
          "SELECT INTO is not answered");
      nameGroups(plain);
    }
    SqlScope inside = scope;
    List<WithItem<?>> withItems = select.getWithItemsList();
    for (WithItem<?> item : withItems == null ? List.<WithItem<?>>of() : withItems) {
      visit(item, inside);
      inside = inside.with(SqlNames.fold(item.getAliasName()));
    }
    return inside;
  }

  /** Puts expressions in for positions, {@code group by 1}, which H2 does not know. */
  private static void nameGroups(PlainSelect select) {
    if (select.getGroupBy() != null) {
      select
          .getGroupBy()
          .getGroupByExpressionList()
          .replaceAll(
              group -> group instanceof LongValue position ? selected(select, position) : group);
    }
  }

  private static Expression selected(PlainSelect select, LongValue position) {
    List<SelectItem<?>> items = select.getSelectItems();
    long index = position.getBigIntegerValue().longValue() - 1;
    SqlRefusal.unless(
        index >= 0 && index < items.size(),
        "GROUP BY %s is no position of the select list".formatted(position));
    return items.get((int) index).getExpression();
  }

  private void from(Table table, SqlScope scope) {
    String name = table.getName();
    String alias = table.getAlias() == null ? "" : table.getAlias().toString();
    SqlRefusal.unless(
        table.toString().equals(table.getFullyQualifiedName() + alias),
        "'" + table + "' is not understood");
    SqlRefusal.unless(
        table.getNameParts().size() == 1 && name != null && SqlNames.isIdentifier(name),
        "'" + table.getFullyQualifiedName() + "' must be a table's name alone " + known());
    visit(table.getAlias(), scope);
    String folded = SqlNames.fold(name);
    if (scope.contains(folded)) {
      return;
    }
    SqlTable meaning = tables.get(folded);
    if (meaning == null) {
      throw new SqlRefusal("there is no table '" + folded + "' " + known());
    }
    if (table.getAlias() == null) {
      table.setAlias(new Alias(Identifiers.quote(folded), true));
    }
    found.put(table, meaning);
  }

  private void column(Column column, SqlScope scope) {
    qualifier(column.getTable());
    String name = column.getColumnName();
    SqlRefusal.unless(SqlNames.isIdentifier(name), "'" + column + "' is not understood");
    needsViews |= hidden.contains(SqlNames.fold(name));
    String array =
        column.getArrayConstructor() == null ? "" : column.getArrayConstructor().toString();
    String table =
        column.getTable() == null || column.getTable().getName() == null
            ? ""
            : column.getTable().getName() + ".";
    SqlRefusal.unless(
        column.toString().equals(table + name + array), "'" + column + "' is not understood");
    visit(column.getArrayConstructor(), scope);
  }

  /** A table in front of a column; whether it is there, the database knows. */
  private void qualifier(@Nullable Table table) {
    if (table != null && table.getName() != null) {
      SqlRefusal.unless(
          table.getNameParts().size() == 1
              && SqlNames.isIdentifier(table.getName())
              && table.toString().equals(table.getName()),
          "'" + table + "' must be a table's name alone " + known());
    }
  }

  private void visitFields(Object node, SqlScope scope) {
    for (Class<?> type = node.getClass(); isParsed(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          visit(value(field, node), scope);
        }
      }
    }
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(element -> visit(element, scope));
    }
  }

  private static @Nullable Object value(Field field, Object node) {
    try {
      field.setAccessible(true);
      return field.get(node);
    } catch (IllegalAccessException | RuntimeException e) {
      throw new SqlRefusal("the statement cannot be looked into: " + e.getMessage());
    }
  }

  private static boolean isParsed(Object node) {
    return isParsed(node.getClass());
  }

  private static boolean isParsed(@Nullable Class<?> type) {
    return type != null && type.getName().startsWith("net.sf.jsqlparser.");
  }

  private static boolean isEmpty(@Nullable Collection<?> nodes) {
    return nodes == null || nodes.isEmpty();
  }

  private static String refusal(Object node) {
    String text = node.toString();
    return "%s (%s) is not answered"
        .formatted(
            text.length() > 100 ? text.substring(0, 100) + "…" : text,
            node.getClass().getSimpleName());
  }

  private String known() {
    return tables.keySet().stream().collect(Collectors.joining(", ", "(tables: ", ")"));
  }
}
