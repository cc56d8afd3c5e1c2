package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import io.obsrv.policy.ConnectorConfig;
import io.obsrv.policy.Scaling;
import io.obsrv.schema.Schema;
import io.obsrv.table.AggregateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Declares a dataset; see {@link DatasetDefinition#named}. Not for several threads. */
public final class DefinitionBuilder extends TimesBuilder {
  private static final String NAME = "[a-z][a-z0-9_-]{0,47}";
  private static final int MAX_EVENT_BYTES = 64 << 20;

  private final DatasetId id;
  private Kind kind = Kind.EVENT;
  private String description = "";
  private String owner = "";
  private final Set<String> tags = new TreeSet<>();
  private boolean fourEyes = false;
  private int maxEventBytes = 1 << 20;
  private Scaling scaling = Scaling.DEFAULT;
  private final SortedMap<String, ConnectorConfig> sources = new TreeMap<>();
  private final SortedMap<String, ConnectorConfig> destinations = new TreeMap<>();
  private final List<AggregateTable> tables = new ArrayList<>();

  DefinitionBuilder(DatasetId id) {
    this.id = id;
  }

  DefinitionBuilder(DatasetDefinition definition) {
    super(definition);
    id = definition.id();
    kind = definition.kind();
    description = definition.description();
    owner = definition.owner();
    tags.addAll(definition.tags());
    fourEyes = definition.fourEyes();
    maxEventBytes = definition.maxEventBytes();
    scaling = definition.scaling();
    sources.putAll(definition.sources());
    destinations.putAll(definition.destinations());
    tables.addAll(definition.tables());
  }

  @Override
  DefinitionBuilder self() {
    return this;
  }

  /**
   * Says what its records are. Default: {@code EVENT}.
   *
   * @param value the kind
   * @return this
   */
  public DefinitionBuilder kind(Kind value) {
    kind = value;
    return this;
  }

  /**
   * Says what the dataset is. Default: nothing.
   *
   * @param text for people
   * @return this
   */
  public DefinitionBuilder description(String text) {
    description = text;
    return this;
  }

  /**
   * Says who answers for it. Default: nobody.
   *
   * @param name a person or team
   * @return this
   */
  public DefinitionBuilder owner(String name) {
    owner = name;
    return this;
  }

  /**
   * Adds tags. Default: none.
   *
   * @param more the tags
   * @return this
   */
  public DefinitionBuilder tags(String... more) {
    tags.addAll(List.of(more));
    return this;
  }

  /**
   * Lets nobody approve a version of their own. Default: as the library is set.
   *
   * @return this
   */
  public DefinitionBuilder fourEyes() {
    fourEyes = true;
    return this;
  }

  /**
   * Asks for no more eyes than the library does.
   *
   * @return this
   */
  public DefinitionBuilder withoutFourEyes() {
    fourEyes = false;
    return this;
  }

  /**
   * Bounds a record's size. Default: 1 MiB.
   *
   * @param bytes 1 to 64 MiB
   * @return this
   */
  public DefinitionBuilder maxEventBytes(int bytes) {
    checkArgument(
        bytes >= 1 && bytes <= MAX_EVENT_BYTES,
        "maxEventBytes is %s, must be 1 to %s",
        bytes,
        MAX_EVENT_BYTES);
    maxEventBytes = bytes;
    return this;
  }

  /**
   * Bounds the work at one time. Default: {@link Scaling#DEFAULT}.
   *
   * @param value the bounds
   * @return this
   */
  public DefinitionBuilder scaling(Scaling value) {
    scaling = value;
    return this;
  }

  /**
   * Feeds the dataset from a connector. A source of the same name is replaced. Default: none.
   *
   * @param name 1 to 48 lower-case letters, digits, {@code _} and {@code -}, beginning with a
   *     letter
   * @param config the connector and its options
   * @return this
   */
  public DefinitionBuilder source(String name, ConnectorConfig config) {
    put(sources, "source", name, config);
    return this;
  }

  /**
   * Takes a source away.
   *
   * @param name the source
   * @return this
   */
  public DefinitionBuilder withoutSource(String name) {
    checkArgument(
        sources.remove(name) != null, "there is no source '%s', only %s", name, sources.keySet());
    return this;
  }

  /**
   * Gives the dataset's rows to a connector. A destination of the same name is replaced. Default:
   * none.
   *
   * @param name 1 to 48 lower-case letters, digits, {@code _} and {@code -}, beginning with a
   *     letter
   * @param config the connector and its options
   * @return this
   */
  public DefinitionBuilder destination(String name, ConnectorConfig config) {
    put(destinations, "destination", name, config);
    return this;
  }

  /**
   * Takes a destination away.
   *
   * @param name the destination
   * @return this
   */
  public DefinitionBuilder withoutDestination(String name) {
    checkArgument(
        destinations.remove(name) != null,
        "there is no destination '%s', only %s",
        name,
        destinations.keySet());
    return this;
  }

  /**
   * Adds an aggregate table. One of the same name is replaced. Default: none.
   *
   * @param name the table's name
   * @param declaration declares groups and measures
   * @return this
   */
  public DefinitionBuilder table(String name, UnaryOperator<AggregateTable.Builder> declaration) {
    return table(declaration.apply(AggregateTable.named(name)).build());
  }

  /**
   * Adds an aggregate table. One of the same name is replaced. Default: none.
   *
   * @param table the table
   * @return this
   */
  public DefinitionBuilder table(AggregateTable table) {
    checkArgument(
        !table.name().equals(id.value()), "table '%s' has the name of its dataset", table.name());
    tables.removeIf(present -> present.name().equals(table.name()));
    tables.add(table);
    return this;
  }

  /**
   * Takes an aggregate table away.
   *
   * @param name the table
   * @return this
   */
  public DefinitionBuilder withoutTable(String name) {
    checkArgument(
        tables.removeIf(table -> table.name().equals(name)), "there is no table '%s'", name);
    return this;
  }

  /**
   * The definition as declared so far. Whether its parts fit each other is checked when it is
   * submitted, so that all problems are told at once.
   *
   * @return an immutable definition
   * @throws IllegalStateException if there is no schema
   */
  public DatasetDefinition build() {
    Schema schema = schema();
    checkState(schema != null, "dataset '%s' has no schema; call schema(…)", id);
    return new DatasetDefinition(
        id,
        kind,
        description,
        owner,
        tags,
        fourEyes,
        schema,
        compatibility(),
        mode(),
        key(),
        dedupWindow(),
        time(),
        zone(),
        retention(),
        location(),
        tombstone(),
        envelope(),
        maxEventBytes,
        scaling,
        sources,
        destinations,
        enrichments(),
        transformations(),
        rules(),
        tables);
  }

  private static void put(
      SortedMap<String, ConnectorConfig> present,
      String role,
      String name,
      ConnectorConfig config) {
    checkArgument(
        name.matches(NAME),
        "%s name '%s' must be 1 to 48 lower-case letters, digits, '_' and '-', beginning with a letter",
        role,
        name);
    present.put(name, ConnectorConfig.of(config.type(), config.options()));
  }
}
