package io.obsrv.lifecycle;

import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DefinitionWarnings;
import io.obsrv.dataset.Location;
import io.obsrv.error.Problem;
import io.obsrv.policy.Enrichment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What who reviews a definition should know, also of the datasets that it looks up. Stateless. */
final class Warnings {
  private final Mover mover;

  Warnings(Mover mover) {
    this.mover = mover;
  }

  List<Problem> of(DatasetDefinition definition) {
    return Stream.concat(
            DefinitionWarnings.of(definition).stream(),
            definition.enrichments().stream().flatMap(each -> across(definition, each).stream()))
        .toList();
  }

  /** The rows of a master are copied to where they are looked up from. */
  private Optional<Problem> across(DatasetDefinition definition, Enrichment enrichment) {
    return Dependencies.id(enrichment)
        .flatMap(mover::find)
        .map(master -> master.location())
        .filter(location -> !location.equals(definition.location()))
        .map(location -> warning(definition, enrichment, location));
  }

  private static Problem warning(
      DatasetDefinition definition, Enrichment enrichment, Location location) {
    return new Problem(
        "enrichments/" + enrichment.name(),
        "takes over fields of dataset '%s', whose rows are at '%s', and stores them at '%s'"
            .formatted(enrichment.dataset(), location, definition.location()));
  }
}
