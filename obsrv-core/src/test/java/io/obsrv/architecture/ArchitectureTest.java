package io.obsrv.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the structure of the library. Every rule is also shown a planted violation, which it must
 * find.
 */
class ArchitectureTest {
  private static final String PLANTED = "io.obsrv.architecture.planted";
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.obsrv");
  private static final JavaClasses VIOLATIONS = new ClassFileImporter().importPackages(PLANTED);

  /** A rule for the classes below a root package. */
  private record Rule(String name, java.util.function.Function<String, ArchRule> below) {}

  private static Stream<Rule> rules() {
    return Stream.of(
        new Rule(
            "packages use only packages before them in the reading order",
            root -> classes().should(new ReadingOrder(root))),
        new Rule(
            "no class knows java.sql, JDBI or a metrics library",
            root ->
                noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "com.codahale..",
                        "io.micrometer..")),
        new Rule(
            "nothing is written to standard output",
            root ->
                noClasses()
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")),
        new Rule(
            "every package says that nothing in it is null unless it says so",
            root -> classes().should(new NullMarkedPackage())),
        new Rule(
            "no package is named util, common, helper, manager or impl",
            root ->
                noClasses()
                    .should()
                    .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..manager..", "..impl..")));
  }

  @TestFactory
  Stream<DynamicTest> the_library_keeps_every_rule() {
    return rules()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(), () -> rule.below().apply("io.obsrv").check(CORE)));
  }

  @TestFactory
  Stream<DynamicTest> every_rule_finds_its_planted_violation() {
    return rules()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(),
                    () ->
                        assertThatThrownBy(() -> rule.below().apply(PLANTED).check(VIOLATIONS))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining(PLANTED)));
  }

  @Test
  void the_rules_look_at_the_whole_library() {
    assertThat(CORE.size()).isGreaterThan(100);
  }
}
