package io.obsrv;

import io.obsrv.dataset.DefinitionBuilder;

/** What several tests do with a library. */
public final class Fixtures {
  private Fixtures() {}

  /** Declares, reviews and publishes a dataset. */
  public static void publish(Obsrv obsrv, DefinitionBuilder definition) {
    String id = obsrv.as("asha").datasets().create(definition).id().value();
    review(obsrv, id);
  }

  /** Submits, approves and publishes the draft of a dataset. */
  public static void review(Obsrv obsrv, String id) {
    obsrv.as("asha").datasets().submit(id);
    obsrv.as("ravi").datasets().approve(id, "fields agreed");
    obsrv.as("ravi").datasets().publish(id);
  }
}
