package io.obsrv.jdbc;

import java.util.Set;

/**
 * The parts of SQL that are known to be harmless, by the parser's class names; whatever is not here
 * is refused. A class that the parser gets in a later release, or that a grammar of another
 * database brings along, is therefore refused too.
 */
final class SqlNodes {
  private static final String ROOT = "net.sf.jsqlparser.";

  private static final Set<String> SELECT =
      SqlNames.words(
          """
          PlainSelect ParenthesedSelect SetOperationList LateralSubSelect WithItem SelectItem
          AllColumns AllTableColumns FunctionAllColumns Distinct Join ParenthesedFromItem
          GroupByElement OrderByElement OrderByElement$NullOrdering Limit Offset Fetch UnionOp
          ExceptOp IntersectOp PlainSelect$EmitMode MinusOp SetOperationList$SetOperationType
          """);

  private static final Set<String> EXPRESSION =
      SqlNames.words(
          """
          Alias Alias$AliasColumn AllValue AnalyticExpression AnalyticType
          AnyComparisonExpression AnyType ArrayConstructor ArrayExpression BooleanValue
          CaseExpression CastExpression CollateExpression DateTimeLiteralExpression
          DateTimeLiteralExpression$DateTime DateUnitExpression DateUnitExpression$DateUnit DoubleValue ExtractExpression FilterOverImpl
          Function Function$NullHandling IntervalExpression IntervalQualifier JsonExpression
          LongValue NotExpression NullValue OrderByClause OverlapsCondition Parenthesis
          PartitionByClause RowConstructor SignedExpression StringValue TimeKeyExpression
          TimezoneExpression TrimFunction TrimFunction$TrimSpecification WhenClause
          WindowDefinition WindowElement WindowElement$Exclusion WindowElement$Type
          WindowOffset WindowOffset$Type WindowRange
          """);

  private static final Set<String> ARITHMETIC =
      SqlNames.words(
          """
          Addition BitwiseAnd BitwiseLeftShift BitwiseOr BitwiseRightShift BitwiseXor Concat
          Division Modulo Multiplication Subtraction
          """);

  private static final Set<String> CONDITIONAL = Set.of("AndExpression", "OrExpression");

  private static final Set<String> RELATIONAL =
      SqlNames.words(
          """
          Between EqualsTo ExistsExpression ExpressionList GreaterThan GreaterThanEquals
          InExpression IsBooleanExpression IsDistinctExpression IsNullExpression
          IsUnknownExpression JsonOperator LikeExpression LikeExpression$KeyWord MinorThan
          MinorThanEquals NamedExpressionList NotEqualsTo ParenthesedExpressionList
          """);

  private static final Set<String> SCHEMA = Set.of("Column", "Table");

  private static final Set<String> TYPES = Set.of("ColDataType");

  private SqlNodes() {}

  /** Whether nodes of a class may stand in a statement. */
  static boolean isHarmless(Class<?> node) {
    String name = node.getName();
    return isIn(name, "statement.select.", SELECT)
        || isIn(name, "expression.", EXPRESSION)
        || isIn(name, "expression.operators.arithmetic.", ARITHMETIC)
        || isIn(name, "expression.operators.conditional.", CONDITIONAL)
        || isIn(name, "expression.operators.relational.", RELATIONAL)
        || isIn(name, "schema.", SCHEMA)
        || isIn(name, "statement.create.table.", TYPES);
  }

  private static boolean isIn(String name, String packageName, Set<String> classes) {
    String prefix = ROOT + packageName;
    return name.startsWith(prefix) && classes.contains(name.substring(prefix.length()));
  }
}
