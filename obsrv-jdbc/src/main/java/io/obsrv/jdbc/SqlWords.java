package io.obsrv.jdbc;

import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.statement.create.table.ColDataType;

/** Refuses nodes that call something by a name which is not known to be harmless. */
final class SqlWords {
  private SqlWords() {}

  /** Functions, types and operators that are named by a word. */
  static void check(Object node) {
    if (node instanceof Function function) {
      SqlRefusal.unless(
          function.getMultipartName().size() == 1,
          "the function " + function.getName() + " must be named without a schema");
      function(function.getName());
    } else if (node instanceof AnalyticExpression function) {
      function(function.getName());
    } else if (node instanceof CastExpression cast) {
      SqlRefusal.unless(
          cast.getColumnDefinitions() == null || cast.getColumnDefinitions().isEmpty(),
          "'" + cast + "' is not understood");
    } else if (node instanceof ColDataType type) {
      SqlRefusal.unless(
          SqlNames.isType(type.getDataType()),
          "the type '"
              + type.getDataType()
              + "' is not among those that can be cast to: "
              + SqlNames.types());
    } else if (node instanceof LikeExpression like) {
      SqlRefusal.unless(
          like.getLikeKeyWord() == LikeExpression.KeyWord.LIKE
              || like.getLikeKeyWord() == LikeExpression.KeyWord.ILIKE,
          like.getLikeKeyWord() + " is not answered; use LIKE");
    } else if (node instanceof Alias alias) {
      SqlRefusal.unless(
          SqlNames.isIdentifier(alias.getName()), "'" + alias.getName() + "' is no name");
    }
  }

  private static void function(String name) {
    SqlRefusal.unless(
        SqlNames.isIdentifier(name) && SqlNames.isFunction(SqlNames.fold(name)),
        "the function '"
            + name
            + "' is not among those that can be called: "
            + SqlNames.functions());
  }
}
