package io.obsrv.event;

/**
 * A table in which something of a dataset is stored.
 *
 * @param content what it holds
 * @param name what the store calls it
 * @param rows how many rows it has
 */
public record StoredTable(Content content, String name, long rows) {}
