package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Declares an enrichment; see {@link Enrichment#named}. Not for several threads. */
public final class EnrichmentBuilder {
  private final String name;
  private String dataset = "";
  private List<String> on = List.of();
  private final SortedMap<String, String> fields = new TreeMap<>();
  private OnMiss onMiss = OnMiss.PASS;

  EnrichmentBuilder(String name) {
    PolicyName.check("enrichment", name);
    this.name = name;
  }

  /**
   * Says where the rows are. Required.
   *
   * @param master the id of a master dataset
   * @return this
   */
  public EnrichmentBuilder from(String master) {
    dataset = master;
    return this;
  }

  /**
   * Says which columns' values are the master's key. Required.
   *
   * @param columns columns of this dataset, in the order of the master's key
   * @return this
   */
  public EnrichmentBuilder on(String... columns) {
    on = List.of(columns);
    return this;
  }

  /**
   * Takes a value over. At least one is required.
   *
   * @param source a column of the master
   * @param target the column of this dataset that gets its value
   * @return this
   */
  public EnrichmentBuilder field(String source, String target) {
    checkArgument(
        fields.putIfAbsent(source, target) == null,
        "enrichment '%s' takes '%s' twice, to '%s' and '%s'",
        name,
        source,
        fields.get(source),
        target);
    return this;
  }

  /**
   * Says what becomes of a record for which there is no row. Default: {@code PASS}.
   *
   * @param value what becomes of it
   * @return this
   */
  public EnrichmentBuilder onMiss(OnMiss value) {
    onMiss = value;
    return this;
  }

  /**
   * The enrichment as declared.
   *
   * @return an immutable enrichment
   * @throws IllegalArgumentException if something required is missing
   */
  public Enrichment build() {
    return new Enrichment(name, dataset, on, fields, onMiss);
  }
}
