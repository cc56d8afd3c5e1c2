package io.obsrv.lifecycle;

import static com.google.common.base.Preconditions.checkArgument;

import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DefinitionChange;
import io.obsrv.error.Problem;
import io.obsrv.event.ContradictingRows;
import io.obsrv.event.LostGroups;
import io.obsrv.schema.ChangeClass;
import io.obsrv.schema.Compatibility;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What would happen if a draft were published now; see {@link Datasets#plan}. Immutable.
 *
 * @param id the dataset
 * @param live the version in force, if there is one
 * @param version the draft
 * @param contentHash the SHA-256 of the draft's canonical text
 * @param compatibility what the draft asks for between versions
 * @param changes every difference to the version in force; none if there is none
 * @param contradictions the stored rows that contradict the draft
 * @param wouldPass how many records in quarantine would pass every stage under the draft, if they
 *     were tried again; which of them are known by then, a replay finds out
 * @param tables the aggregate tables that have to be filled
 * @param move the rows that are brought to another location, if they are
 * @param losses what tables lose that cannot be made again
 * @param dependents the live datasets that look this one up
 * @param warnings what to look at in the draft, although nothing is refused because of it
 * @param reason why it is to be published although something contradicts it; empty if it is not
 */
public record Plan(
    DatasetId id,
    OptionalInt live,
    int version,
    String contentHash,
    Compatibility compatibility,
    List<DefinitionChange> changes,
    List<ContradictingRows> contradictions,
    long wouldPass,
    List<TableBackfill> tables,
    Optional<RowMove> move,
    List<LostGroups> losses,
    List<DatasetId> dependents,
    List<Problem> warnings,
    Optional<String> reason) {

  /** Copies the lists. */
  public Plan {
    changes = List.copyOf(changes);
    contradictions = List.copyOf(contradictions);
    tables = List.copyOf(tables);
    losses = List.copyOf(losses);
    dependents = List.copyOf(dependents);
    warnings = List.copyOf(warnings);
  }

  /**
   * Whether the draft can only be published with {@link #force}.
   *
   * @return true if a change is breaking, stored rows contradict the draft, or frozen groups of a
   *     table are lost
   */
  public boolean needsForce() {
    return contradictions.stream().anyMatch(rows -> rows.isRefused(compatibility))
        || !losses.isEmpty()
        || changes.stream().anyMatch(change -> change.changeClass() == ChangeClass.BREAKING);
  }

  /**
   * The same plan, to be carried out although something contradicts it: a stored value that the
   * draft cannot hold is null for it.
   *
   * @param why kept in the audit trail; not blank
   * @return the plan
   */
  public Plan force(String why) {
    checkArgument(!why.isBlank(), "reason is blank, must say why");
    return new Plan(
        id,
        live,
        version,
        contentHash,
        compatibility,
        changes,
        contradictions,
        wouldPass,
        tables,
        move,
        losses,
        dependents,
        warnings,
        Optional.of(why));
  }

  /** Whether another plan was made of the same draft and the same stored rows, as far as counts. */
  boolean agreesWith(Plan other) {
    return live.equals(other.live)
        && version == other.version
        && contentHash.equals(other.contentHash)
        && contradictions.equals(other.contradictions)
        && losses.equals(other.losses)
        && dependents.equals(other.dependents);
  }

  /**
   * Whether the draft cannot be published at all, since rows could not be told apart.
   *
   * @return true if not even {@link #force} helps
   */
  public boolean isBlocked() {
    return contradictions.stream().anyMatch(rows -> !rows.canBeForced());
  }

  /**
   * The plan for people, a line for each thing.
   *
   * @return some lines
   */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
