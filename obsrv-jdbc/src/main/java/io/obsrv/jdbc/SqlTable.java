package io.obsrv.jdbc;

/**
 * What a table's name stands for in a user's statement.
 *
 * @param view a subquery in parentheses with just the columns that may be seen
 * @param direct the same without going through a subquery where no statement with {@code *} could
 *     tell the difference; H2 is quicker with it, and counts rows without reading them
 */
record SqlTable(String view, String direct) {}
