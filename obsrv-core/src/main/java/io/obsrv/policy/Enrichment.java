package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fields that a record gets from the row of a master dataset.
 *
 * @param name its name within the definition
 * @param dataset the master dataset
 * @param on the columns whose values are the master's key, in the order of that key; a null in one
 *     of them is a miss
 * @param fields the column each of the master's columns goes to, by the master's column
 * @param onMiss what becomes of a record for which there is no row
 */
public record Enrichment(
    String name, String dataset, List<String> on, SortedMap<String, String> fields, OnMiss onMiss) {

  /** Checks that it is complete, and copies the collections. */
  public Enrichment {
    PolicyName.check("enrichment", name);
    checkArgument(!dataset.isBlank(), "enrichment '%s' has no dataset; call from(…)", name);
    checkArgument(!on.isEmpty(), "enrichment '%s' has no column to look up; call on(…)", name);
    checkArgument(!fields.isEmpty(), "enrichment '%s' has no field; call field(…)", name);
    on = List.copyOf(on);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /**
   * Begins an enrichment.
   *
   * @param name 1 to 48 lower-case letters, digits, spaces, {@code _} and {@code -}, beginning with
   *     a letter
   * @return the builder
   * @throws IllegalArgumentException if the name has another form
   */
  public static EnrichmentBuilder named(String name) {
    return new EnrichmentBuilder(name);
  }
}
