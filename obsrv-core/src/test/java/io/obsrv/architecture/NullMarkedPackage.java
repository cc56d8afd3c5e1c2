package io.obsrv.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The package of a class must be marked; otherwise its nulls are not checked. */
final class NullMarkedPackage extends ArchCondition<JavaClass> {
  NullMarkedPackage() {
    super("be in a package that is annotated with @NullMarked");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
      events.add(
          SimpleConditionEvent.violated(
              item, item.getName() + " is in a package without @NullMarked"));
    }
  }
}
