package io.obsrv.architecture;

import com.google.common.base.Splitter;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Packages below a root may only use packages that come before them in the reading order. */
final class ReadingOrder extends ArchCondition<JavaClass> {
  static final List<String> PACKAGES =
      List.of(
          "error",
          "schema",
          "expression",
          "table",
          "policy",
          "dataset",
          "telemetry",
          "event",
          "connector",
          "pipeline",
          "ingest",
          "archive",
          "lifecycle",
          "query",
          "governance",
          "monitor",
          "storage");

  private final String root;

  ReadingOrder(String root) {
    super("use only packages before their own in the reading order");
    this.root = root;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      boolean within = (target.getPackageName() + ".").startsWith(root + ".");
      if (within && position(target) > position(item)) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  /** The root comes last; a package that is not in the list, nowhere. */
  private int position(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(root)) {
      return PACKAGES.size();
    }
    String first = Splitter.on('.').split(name.substring(root.length() + 1)).iterator().next();
    int index = PACKAGES.indexOf(first);
    if (index < 0) {
      throw new AssertionError(
          "package '" + first + "' of " + type.getName() + " is not in the reading order");
    }
    return index;
  }
}
