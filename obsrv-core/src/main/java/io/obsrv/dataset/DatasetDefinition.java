package io.obsrv.dataset;

import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Enrichment;
import io.obsrv.policy.Envelope;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.Retention;
import io.obsrv.policy.Scaling;
import io.obsrv.policy.Transformation;
import io.obsrv.policy.ValidationMode;
import io.obsrv.schema.Compatibility;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import io.obsrv.table.Condition;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything an author declares about a dataset. Immutable; begin with {@link #named}.
 *
 * @param id the dataset's name
 * @param kind what its records are
 * @param description for people, possibly empty
 * @param owner who answers for it, possibly empty
 * @param tags for finding it
 * @param fourEyes whether a version needs the approval of somebody else than its author
 * @param schema what its records look like
 * @param compatibility between which versions its records must be exchangeable
 * @param mode what becomes of fields that are not in the schema
 * @param key the columns by which duplicates, or the rows to replace, are found; empty for no
 *     deduplication
 * @param dedupWindow how long a key is remembered
 * @param time the column that says when a record happened, if any
 * @param zone whose calendar decides on time buckets
 * @param retention how long rows are kept; empty for ever
 * @param location where rows are kept
 * @param tombstone which records delete the row of their key; empty for none
 * @param envelope where the records are in what arrives; empty if each arrives alone
 * @param maxEventBytes the largest record that is taken, in bytes
 * @param scaling how much work there may be at once
 * @param sources the connector instances that feed it, by name
 * @param destinations the connector instances that are given its rows, by name
 * @param enrichments the fields its records get from master datasets, in their order
 * @param transformations the changes made to its records, in their order
 * @param rules what must hold of its records
 * @param tables its aggregate tables
 */
public record DatasetDefinition(
    DatasetId id,
    Kind kind,
    String description,
    String owner,
    Set<String> tags,
    boolean fourEyes,
    Schema schema,
    Compatibility compatibility,
    ValidationMode mode,
    List<String> key,
    Duration dedupWindow,
    Optional<String> time,
    ZoneId zone,
    Optional<Retention> retention,
    Location location,
    Optional<Condition> tombstone,
    Optional<Envelope> envelope,
    int maxEventBytes,
    Scaling scaling,
    SortedMap<String, ConnectorConfig> sources,
    SortedMap<String, ConnectorConfig> destinations,
    List<Enrichment> enrichments,
    List<Transformation> transformations,
    List<QualityRule> rules,
    List<AggregateTable> tables) {

  /** Copies the collections. */
  public DatasetDefinition {
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
    key = List.copyOf(key);
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
    destinations = Collections.unmodifiableSortedMap(new TreeMap<>(destinations));
    enrichments = List.copyOf(enrichments);
    transformations = List.copyOf(transformations);
    rules = List.copyOf(rules);
    tables = List.copyOf(tables);
  }

  /**
   * Begins a definition.
   *
   * @param id the dataset's name
   * @return a builder with every other value at its default
   */
  public static DefinitionBuilder named(String id) {
    return new DefinitionBuilder(DatasetId.of(id));
  }

  /**
   * The same, but with other values.
   *
   * @return a builder with this definition's values
   */
  public DefinitionBuilder toBuilder() {
    return new DefinitionBuilder(this);
  }

  /**
   * The same for another dataset.
   *
   * @param other its name
   * @return the definition with that id
   * @throws io.obsrv.error.InvalidException if a table has the name
   */
  public DatasetDefinition renamed(DatasetId other) {
    return DefinitionJson.renamed(this, other);
  }

  /**
   * Whether something feeds it or is fed by it without being asked.
   *
   * @return true if it has sources or destinations
   */
  public boolean hasConnectors() {
    return !sources.isEmpty() || !destinations.isEmpty();
  }

  /**
   * An aggregate table by its name.
   *
   * @param name the name
   * @return the table, if there is one
   */
  public Optional<AggregateTable> table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }
}
