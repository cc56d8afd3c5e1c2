package io.obsrv.dataset;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.policy.Enrichment;
import io.obsrv.policy.EnrichmentBuilder;
import io.obsrv.policy.Envelope;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.RuleBuilder;
import io.obsrv.policy.Transformation;
import io.obsrv.policy.TransformationBuilder;
import io.obsrv.table.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The part of a definition's builder that says what records go through. Not for several threads.
 */
abstract sealed class StagesBuilder permits RecordsBuilder {
  private Optional<Condition> tombstone = Optional.empty();
  private Optional<Envelope> envelope = Optional.empty();
  private final List<Enrichment> enrichments = new ArrayList<>();
  private final List<Transformation> transformations = new ArrayList<>();
  private final List<QualityRule> rules = new ArrayList<>();

  StagesBuilder() {}

  StagesBuilder(DatasetDefinition definition) {
    tombstone = definition.tombstone();
    envelope = definition.envelope();
    enrichments.addAll(definition.enrichments());
    transformations.addAll(definition.transformations());
    rules.addAll(definition.rules());
  }

  abstract DefinitionBuilder self();

  /**
   * Says which records delete the row of their key, by what they are as they arrive. They are
   * neither enriched nor transformed nor checked. Not for events. Default: none.
   *
   * @param condition which
   * @return this
   */
  public DefinitionBuilder deletedWhen(Condition condition) {
    tombstone = Optional.of(condition);
    return self();
  }

  /**
   * Says that an arriving JSON object holds many records. Default: each arrives alone.
   *
   * @param eventsKey the field whose array holds them; dots go deeper
   * @return this
   */
  public DefinitionBuilder envelope(String eventsKey) {
    envelope = Optional.of(new Envelope(eventsKey, Optional.empty()));
    return self();
  }

  /**
   * Says that an arriving JSON object holds many records and has a name, by which it is taken only
   * once. Default: each record arrives alone.
   *
   * @param eventsKey the field whose array holds them; dots go deeper
   * @param batchIdField the field that names the object; dots go deeper
   * @return this
   */
  public DefinitionBuilder envelope(String eventsKey, String batchIdField) {
    envelope = Optional.of(new Envelope(eventsKey, Optional.of(batchIdField)));
    return self();
  }

  /**
   * Adds fields from a master dataset. An enrichment of the same name is replaced. Default: none.
   *
   * @param name the enrichment's name
   * @param declaration declares it
   * @return this
   */
  public DefinitionBuilder enrich(String name, UnaryOperator<EnrichmentBuilder> declaration) {
    return put(enrichments, declaration.apply(Enrichment.named(name)).build(), Enrichment::name);
  }

  /**
   * Takes an enrichment away.
   *
   * @param name the enrichment
   * @return this
   */
  public DefinitionBuilder withoutEnrichment(String name) {
    return remove(enrichments, name, Enrichment::name, "enrichment");
  }

  /**
   * Adds a change to records, made after those before. One of the same name is replaced. Default:
   * none.
   *
   * @param name the transformation's name
   * @param declaration declares it
   * @return this
   */
  public DefinitionBuilder transform(
      String name, UnaryOperator<TransformationBuilder> declaration) {
    Transformation declared = declaration.apply(Transformation.named(name)).build();
    return put(transformations, declared, Transformation::name);
  }

  /**
   * Takes a transformation away.
   *
   * @param name the transformation
   * @return this
   */
  public DefinitionBuilder withoutTransformation(String name) {
    return remove(transformations, name, Transformation::name, "transformation");
  }

  /**
   * Adds a quality rule. One of the same name is replaced. Default: none.
   *
   * @param name the rule's name
   * @param declaration declares it
   * @return this
   */
  public DefinitionBuilder rule(String name, UnaryOperator<RuleBuilder> declaration) {
    return put(rules, declaration.apply(QualityRule.named(name)).build(), QualityRule::name);
  }

  /**
   * Takes a quality rule away.
   *
   * @param name the rule
   * @return this
   */
  public DefinitionBuilder withoutRule(String name) {
    return remove(rules, name, QualityRule::name, "rule");
  }

  Optional<Condition> tombstone() {
    return tombstone;
  }

  Optional<Envelope> envelope() {
    return envelope;
  }

  List<Enrichment> enrichments() {
    return enrichments;
  }

  List<Transformation> transformations() {
    return transformations;
  }

  List<QualityRule> rules() {
    return rules;
  }

  private <T> DefinitionBuilder put(List<T> present, T declared, Function<T, String> name) {
    int index = present.stream().map(name).toList().indexOf(name.apply(declared));
    if (index < 0) {
      present.add(declared);
    } else {
      present.set(index, declared);
    }
    return self();
  }

  private <T> DefinitionBuilder remove(
      List<T> present, String removed, Function<T, String> name, String what) {
    checkArgument(
        present.removeIf(each -> name.apply(each).equals(removed)),
        "there is no %s '%s'",
        what,
        removed);
    return self();
  }
}
