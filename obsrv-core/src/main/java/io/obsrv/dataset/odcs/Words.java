package io.obsrv.dataset.odcs;

import java.util.Set;

/**
 * The words of the standard at the places a dataset is declared at: those that have a meaning here,
 * and those that are told to be unused.
 */
enum Words {
  /** The contract itself. */
  CONTRACT(
      Set.of(
          "apiVersion",
          "kind",
          "id",
          "name",
          "version",
          "status",
          "tags",
          "description",
          "team",
          "schema",
          "slaProperties",
          "customProperties"),
      Set.of(
          "tenant",
          "servers",
          "dataProduct",
          "domain",
          "support",
          "price",
          "roles",
          "slaDefaultElement",
          "authoritativeDefinitions",
          "contractCreatedTs")),
  /** Its description. */
  DESCRIPTION(
      Set.of("purpose"),
      Set.of("usage", "limitations", "authoritativeDefinitions", "customProperties")),
  /** Its team. */
  TEAM(
      Set.of("name"),
      Set.of(
          "id", "description", "members", "tags", "authoritativeDefinitions", "customProperties")),
  /** The one object of its schema. */
  OBJECT(
      Set.of(
          "name",
          "logicalType",
          "physicalType",
          "description",
          "properties",
          "quality",
          "customProperties"),
      Set.of(
          "id",
          "physicalName",
          "businessName",
          "tags",
          "dataGranularityDescription",
          "relationships",
          "authoritativeDefinitions")),
  /** A property, or the items of one. */
  PROPERTY(
      Set.of(
          "name",
          "logicalType",
          "logicalTypeOptions",
          "required",
          "unique",
          "primaryKey",
          "primaryKeyPosition",
          "description",
          "examples",
          "properties",
          "items",
          "quality",
          "customProperties"),
      Set.of(
          "id",
          "physicalName",
          "physicalType",
          "businessName",
          "tags",
          "partitioned",
          "partitionKeyPosition",
          "classification",
          "encryptedName",
          "transformSourceObjects",
          "transformLogic",
          "transformDescription",
          "criticalDataElement",
          "relationships",
          "authoritativeDefinitions")),
  /** A property of the service level. */
  SERVICE_LEVEL(
      Set.of("property", "value", "unit", "element"),
      Set.of("id", "valueExt", "driver", "description", "scheduler", "schedule")),
  /** A quality rule. */
  QUALITY(
      Set.of(
          "name",
          "type",
          "metric",
          "arguments",
          "mustBe",
          "engine",
          "implementation",
          "customProperties"),
      Set.of(
          "id",
          "description",
          "dimension",
          "severity",
          "businessImpact",
          "method",
          "query",
          "rule",
          "unit",
          "validValues",
          "mustNotBe",
          "mustBeGreaterThan",
          "mustBeGreaterOrEqualTo",
          "mustBeLessThan",
          "mustBeLessOrEqualTo",
          "mustBeBetween",
          "mustNotBeBetween",
          "schedule",
          "scheduler",
          "tags",
          "authoritativeDefinitions"));

  private final Set<String> used;
  private final Set<String> unused;

  Words(Set<String> used, Set<String> unused) {
    this.used = used;
    this.unused = unused;
  }

  boolean uses(String word) {
    return used.contains(word);
  }

  boolean knows(String word) {
    return used.contains(word) || unused.contains(word);
  }
}
