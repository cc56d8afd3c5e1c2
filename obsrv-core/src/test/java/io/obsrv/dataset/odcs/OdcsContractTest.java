package io.obsrv.dataset.odcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionArbitraries;
import io.obsrv.error.InvalidException;
import io.obsrv.error.Problem;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.Retention;
import io.obsrv.policy.RuleAction;
import io.obsrv.schema.Column;
import io.obsrv.schema.Field;
import io.obsrv.schema.Schema;
import io.obsrv.table.Granularity;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OdcsContractTest {
  private static final String HEAD =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: 53581432-6c55-4ba2-a65f-72344a91553a
      name: Orders of the shop
      version: 2.1.0
      status: active
      """;

  @Provide
  Arbitrary<DatasetDefinition> definitions() {
    return DefinitionArbitraries.definitions("orders");
  }

  @Property(tries = 500)
  void every_definition_comes_back_as_it_was_written(
      @ForAll("definitions") DatasetDefinition definition) {
    String yaml = OdcsContract.write(definition);
    OdcsContract contract = OdcsContract.read(yaml);

    assertThat(contract.definition()).as(yaml).isEqualTo(definition);
    assertThat(contract.unused()).isEmpty();
    assertThat(OdcsContract.write(contract.definition())).isEqualTo(yaml);
    assertThat(OdcsContract.read(OdcsContract.writeJson(definition))).isEqualTo(contract);
  }

  @Example
  void what_the_standard_has_words_for_is_said_in_them() {
    DatasetDefinition definition =
        DatasetDefinition.named("orders")
            .description("What customers order")
            .owner("shop team")
            .tags("core")
            .schema(
                Schema.parse(
                    """
                    {"type": "object", "required": ["id"], "properties": {
                      "id": {"type": "integer", "minimum": 1},
                      "at": {"type": "string", "format": "date-time", "description": "when"},
                      "state": {"type": ["string", "null"]}}}
                    """))
            .key("id")
            .time("at")
            .rule("states", r -> r.column("state").in("new", "gone").warn())
            .rule("once", r -> r.unique("id", "at"))
            .rule("small", r -> r.column("id").atMost(9))
            .table("days", t -> t.every(Granularity.DAY).count())
            .build();

    assertThat(OdcsContract.write(definition))
        .isEqualTo(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: orders
            name: orders
            version: 1.0.0
            status: draft
            tags:
            - core
            description:
              purpose: What customers order
            team:
              name: shop team
            schema:
            - name: orders
              logicalType: object
              properties:
              - name: id
                required: true
                logicalType: integer
                logicalTypeOptions:
                  minimum: 1
                primaryKey: true
                primaryKeyPosition: 1
              - name: at
                logicalType: timestamp
                description: when
              - name: state
                logicalType: string
                customProperties:
                - property: jsonSchema
                  value:
                    type:
                    - string
                    - "null"
                quality:
                - name: states
                  type: library
                  metric: invalidValues
                  arguments:
                    validValues:
                    - new
                    - gone
                  mustBe: 0
                  customProperties:
                  - property: action
                    value: WARN
              physicalType: table
              quality:
              - name: once
                type: library
                metric: duplicateValues
                arguments:
                  properties:
                  - id
                  - at
                mustBe: 0
              - name: small
                type: custom
                engine: obsrv
                implementation:
                  test: range
                  column: id
                  min: null
                  max: "9"
                  action: QUARANTINE
            customProperties:
            - property: obsrv
              value:
                time: at
                tables:
                - name: days
                  groupBy: []
                  every: day
                  measures:
                  - aggregation: count
                  where: []
                ruleOrder:
                - states
                - once
                - small
            """);
  }

  @Example
  void a_contract_that_somebody_else_wrote_is_a_dataset() {
    OdcsContract contract =
        OdcsContract.read(
            HEAD
                + """
                domain: seller
                tags: [shop]
                description:
                  purpose: What customers order
                  usage: for maps
                team:
                  name: shop team
                  members: [{username: asha}]
                servers: [{server: prod, type: postgres}]
                schema:
                  - name: orders
                    logicalType: object
                    physicalType: table
                    properties:
                      - name: id
                        logicalType: integer
                        physicalType: bigint
                        required: true
                        primaryKey: true
                        primaryKeyPosition: 2
                      - name: shop
                        logicalType: object
                        properties:
                          - name: city
                            logicalType: string
                            required: true
                            primaryKey: true
                            primaryKeyPosition: 1
                            quality:
                              - type: library
                                metric: nullValues
                                mustBe: 0
                      - name: day
                        logicalType: date
                        logicalTypeOptions: {format: yyyy-MM-dd}
                        unique: true
                      - name: lines
                        logicalType: array
                        items: {logicalType: string}
                        quality:
                          - type: text
                            description: should not be long
                    quality:
                      - {type: library, metric: rowCount, mustBeGreaterThan: 5}
                      - {name: pairs, type: library, metric: duplicateValues, mustBe: 0, arguments: {properties: [id, day]}}
                customProperties:
                  - {property: refRulesetName, value: gcsc}
                  - {property: obsrv, value: {time: day}}
                """);

    DatasetDefinition definition = contract.definition();
    assertThat(definition.id()).hasToString("orders");
    assertThat(definition.description()).isEqualTo("What customers order");
    assertThat(definition.owner()).isEqualTo("shop team");
    assertThat(definition.tags()).isEqualTo(Set.of("shop"));
    assertThat(definition.key()).containsExactly("shop_city", "id");
    assertThat(definition.time()).contains("day");
    assertThat(definition.schema().columnNames()).isEqualTo("(columns: id, shop_city, day, lines)");
    assertThat(definition.rules())
        .extracting(QualityRule::name)
        .containsExactly("pairs", "nullvalues shop_city", "unique day");
    assertThat(definition.rules())
        .extracting(QualityRule::action)
        .containsOnly(RuleAction.QUARANTINE);
    assertThat(contract.unused())
        .containsExactlyInAnyOrder(
            "id",
            "name",
            "domain",
            "servers",
            "description/usage",
            "team/members",
            "schema/orders/properties/id/physicalType",
            "schema/orders/properties/day/logicalTypeOptions/format",
            "schema/orders/properties/lines/quality/0",
            "schema/orders/properties/lines/quality/0/description",
            "schema/orders/quality/0/mustBeGreaterThan",
            "schema/orders/quality/0",
            "customProperties/refRulesetName");
  }

  private static void refused(String text, String... problems) {
    assertThatThrownBy(() -> OdcsContract.read(text))
        .hasMessageStartingWith("The contract cannot be read, ")
        .isInstanceOfSatisfying(
            InvalidException.class,
            e ->
                assertThat(e.problems().stream().map(Problem::toString)).containsExactly(problems));
  }

  @Example
  void all_problems_of_a_contract_are_told_at_once() {
    refused(
        """
        apiVersion: v2.2.2
        kind: Contract
        colour: red
        tags: shop
        schema:
          - name: ../orders
            properties:
              - name: id
                logicalType: bigint
                required: maybe
              - name: id
              - logicalType: string
                logicalTypeOptions: {format: uuid, minimum: 5}
              - name: a
                logicalType: string
                primaryKey: true
                customProperties: [{property: jsonSchema, value: {type: integer}}]
        customProperties:
          - {property: obsrv, value: {key: [id], owner: asha, zone: Mars, colour: blue}}
        """,
        "colour: is no word of ODCS 3.1 here",
        "id: is missing",
        "version: is missing",
        "status: is missing",
        "apiVersion: is 'v2.2.2', must be v3.1.0",
        "kind: is 'Contract', must be DataContract",
        "schema/../orders/properties/id/required: is \"maybe\", must be true or false",
        "schema/../orders/properties/id/logicalType: is 'bigint', must be one of date, timestamp, time, string, integer, number, boolean, object, array",
        "schema/../orders/properties/id: is declared twice, must have a name of its own",
        "schema/../orders/properties/2/name: is missing",
        "schema/../orders/properties/a/jsonSchema/type: is said by the property itself, must be said once",
        "customProperties/obsrv/key: is said by a word of the standard, must be said by that only",
        "customProperties/obsrv/owner: is said by a word of the standard, must be said by that only",
        "colour: is not a setting of a dataset",
        "id: must be 1 to 56 lower-case letters (a-z), digits, '_' and '-', beginning with a letter",
        "tags: is \"shop\", must be an array of texts",
        "zone: \"Mars\" cannot be used: Unknown time-zone ID: Mars");
  }

  private static final String VISITS =
      """
      schema:
        - name: visits
          properties:
            - {name: id, logicalType: integer}
            - {name: at, logicalType: timestamp}
      """;

  @Example
  void a_retention_is_a_property_of_the_service_level() {
    OdcsContract byTime =
        OdcsContract.read(
            HEAD
                + VISITS
                + """
                slaProperties:
                  - {id: l, property: latency, value: 4, unit: d}
                  - {property: retention, value: 3, unit: y, element: visits.at, driver: regulatory}
                """);
    OdcsContract byArrival =
        OdcsContract.read(
            HEAD + VISITS + "slaProperties: [{property: retention, value: 30, unit: days}]");

    assertThat(byTime.definition().retention())
        .contains(Retention.byEventTime(Duration.ofDays(3 * 365)));
    assertThat(byTime.definition().time()).contains("at");
    assertThat(byTime.unused()).contains("slaProperties/latency", "slaProperties/retention/driver");
    assertThat(OdcsContract.write(byTime.definition()))
        .contains("property: retention", "value: 1095", "unit: d", "element: visits.at");
    assertThat(byArrival.definition().retention())
        .contains(Retention.byReceiveTime(Duration.ofDays(30)));
    assertThat(byArrival.definition().time()).isEmpty();
  }

  @Example
  void what_is_about_a_person_is_so_in_the_contract_too() {
    String mail =
        """
          - name: mail
            logicalType: string
            customProperties:
            - property: jsonSchema
              value:
                x-pii: true
        """;
    DatasetDefinition definition =
        OdcsContract.read(HEAD + VISITS).definition().toBuilder()
            .addField("mail", Field.string().pii())
            .build();

    String contract = OdcsContract.write(definition);

    assertThat(contract).contains(mail);
    assertThat(OdcsContract.read(contract).definition().schema().piiColumns())
        .extracting(Column::name)
        .containsExactly("mail");
  }

  @Example
  void a_retention_that_cannot_be_kept_is_refused() {
    refused(
        HEAD
            + VISITS
            + """
            slaProperties:
              - {property: retention, value: 3.5, unit: moons, element: at}
              - {property: retention, value: 3, unit: d}
            customProperties:
              - {property: obsrv, value: {time: id, retention: {period: PT1H, by: RECEIVE_TIME}}}
            """,
        "slaProperties/retention/value: is 3.5, must be an integer",
        "slaProperties/retention/unit: is 'moons', must be d, day, days, y, yr or years",
        "slaProperties/retention: is told twice, must be told once",
        "customProperties/obsrv/time: is \"id\", must be the column that the retention goes by, 'at'",
        "customProperties/obsrv/retention: is said by a word of the standard, must be said by that only");
  }

  @Example
  void a_contract_declares_one_dataset() {
    refused(HEAD + "schema: []", "schema: has 0 objects, must have one: the dataset");
    refused(
        HEAD + "schema: [{name: a}, {name: b}]",
        "schema: has 2 objects, must have one: the dataset");
  }

  @Example
  void texts_that_are_no_contract_are_refused() {
    assertThatThrownBy(() -> OdcsContract.read("{"))
        .hasMessageStartingWith(
            "The contract cannot be read, 1 problem: the text is not JSON: Unexpected end-of-input");
    assertThatThrownBy(() -> OdcsContract.read("a: [b\nc: 'd"))
        .hasMessageStartingWith("The contract cannot be read, 1 problem: the text is not YAML: ");
    assertThatThrownBy(() -> OdcsContract.read("a: 1\na: 2"))
        .hasMessageStartingWith("The contract cannot be read, 1 problem: the text is not YAML: ");
    for (String text : new String[] {"", "just words", "- a", "5"}) {
      assertThatThrownBy(() -> OdcsContract.read(text))
          .as(text)
          .hasMessageContaining("must be an object");
    }
  }

  @Example
  void references_in_yaml_are_neither_followed_nor_misread() {
    refused(
        HEAD + "tags: &a [x, x]\ndomain: *a\nschema: []",
        "has the alias '*a', must have what it stands for");
  }
}
