package io.obsrv.event;

/**
 * An accepted record with the number it gets.
 *
 * @param sequence its number, one more than that of the record accepted before
 * @param candidate the record
 */
public record Placed(long sequence, Candidate candidate) {}
