package io.obsrv.pipeline;

import io.obsrv.event.Layout;
import java.util.List;

/**
 * The stages of one version, compiled. Immutable.
 *
 * @param layout the version
 * @param waves the enrichments in their order; those of one wave need nothing of each other
 */
record PipelineStages(
    Layout layout,
    Extract extract,
    Validate validate,
    Deduplicate deduplicate,
    List<List<Enrich>> waves,
    Transform transform,
    Check check) {

  boolean transforms() {
    return !layout.definition().transformations().isEmpty();
  }

  boolean checks() {
    return !layout.definition().rules().isEmpty();
  }
}
