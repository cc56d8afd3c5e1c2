package io.obsrv.lifecycle;

import io.obsrv.dataset.Location;

/**
 * Rows that are brought to another location, with everything that belongs to them. No records are
 * taken meanwhile.
 *
 * @param from where they are
 * @param to where they will be
 * @param rows how many there are
 */
public record RowMove(Location from, Location to, long rows) {}
