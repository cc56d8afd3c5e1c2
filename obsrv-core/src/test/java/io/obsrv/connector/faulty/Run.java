package io.obsrv.connector.faulty;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class by itself, and tells which of its groups failed. For one thread. */
final class Run implements TestExecutionListener {
  private final Set<String> failed = new TreeSet<>();
  private int tests;

  /**
   * What came of a class.
   *
   * @param failed the groups with failures
   * @param tests how many tests there were
   */
  record Outcome(Set<String> failed, int tests) {}

  static Outcome of(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(test))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    Run run = new Run();
    LauncherFactory.create(LauncherConfig.builder().build()).execute(request, run);
    return new Outcome(run.failed, run.tests);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      tests++;
    }
    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      failed.add(test.getUniqueId().replaceAll(".*nested-class:(\\w+)].*", "$1"));
    }
  }
}
