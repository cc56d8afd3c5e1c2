package io.obsrv.storage;

import static io.obsrv.dataset.DatasetStatus.DRAFT;
import static io.obsrv.dataset.DatasetStatus.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsrv.dataset.AliasChange;
import io.obsrv.dataset.Archive;
import io.obsrv.dataset.AuditEntry;
import io.obsrv.dataset.AuditFilter;
import io.obsrv.dataset.AuditRow;
import io.obsrv.dataset.AuditTrail;
import io.obsrv.dataset.Change;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetDefinition;
import io.obsrv.dataset.DatasetExistsException;
import io.obsrv.dataset.DatasetId;
import io.obsrv.dataset.DatasetVersion;
import io.obsrv.dataset.IllegalMoveException;
import io.obsrv.dataset.Intent;
import io.obsrv.dataset.Location;
import io.obsrv.dataset.NotFoundException;
import io.obsrv.dataset.Registry;
import io.obsrv.dataset.Relocation;
import io.obsrv.dataset.Review;
import io.obsrv.dataset.Review.Verdict;
import io.obsrv.dataset.StaleAliasException;
import io.obsrv.dataset.StaleRevisionException;
import io.obsrv.dataset.Verb;
import io.obsrv.dataset.VersionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} must do. */
public abstract class RegistryContract extends StorageContract {
  private static final DatasetId ID = DatasetId.of("quakes");
  private static final DatasetVersion FIRST = version(1, "asha");

  @Nested
  class A_new_dataset {
    @Test
    void is_found_as_it_was_written() {
      Dataset dataset = create(ID);

      assertThat(registry().find(ID)).contains(dataset);
      assertThat(registry().version(ID, 1)).contains(FIRST);
      assertThat(registry().versions(ID)).containsExactly(FIRST);
      assertThat(registry().audit(ID)).containsExactly(audit(ID, Verb.CREATE, "for maps"));
    }

    @Test
    void outlives_closing_the_storage() {
      Dataset dataset = create(ID);

      reopenStorage();

      assertThat(registry().find(ID)).contains(dataset);
      assertThat(registry().versions(ID)).containsExactly(FIRST);
      assertThat(registry().audit(ID)).hasSize(1);
    }

    @Test
    void is_refused_where_the_id_is_taken_and_leaves_no_audit() {
      Dataset present = create(ID);

      assertThatThrownBy(() -> create(ID))
          .isInstanceOf(DatasetExistsException.class)
          .hasMessage(
              "Cannot create dataset 'quakes': the id is taken. Choose another, or edit(\"quakes\", …).");
      assertThat(registry().find(ID)).contains(present);
      assertThat(registry().audit(ID)).hasSize(1);
    }

    @Test
    void is_listed_in_the_order_of_names() {
      create(DatasetId.of("b_2"));
      create(DatasetId.of("b-1"));
      create(DatasetId.of("a"));

      assertThat(registry().list())
          .extracting(dataset -> dataset.id().value())
          .containsExactly("a", "b-1", "b_2");
    }
  }

  @Nested
  class A_change {
    @Test
    void replaces_the_dataset_and_writes_new_and_changed_versions() {
      Dataset before = create(ID);
      Dataset after = before.withStatus(LIVE);
      DatasetVersion reviewed =
          FIRST.reviewed(VersionStatus.APPROVED, review(Verdict.APPROVED, "good"));
      DatasetVersion second = version(2, "ravi");

      registry().apply(change(before, after, List.of(second, reviewed)));

      assertThat(registry().find(ID)).contains(after);
      assertThat(registry().versions(ID)).containsExactly(reviewed, second);
      assertThat(registry().version(ID, 1)).contains(reviewed);
      assertThat(registry().audit(ID))
          .extracting(AuditEntry::verb)
          .containsExactly(Verb.CREATE, Verb.EDIT);
    }

    @Test
    void keeps_every_word_of_reviewers_in_their_order() {
      Dataset dataset = create(ID);
      DatasetVersion version =
          FIRST
              .reviewed(VersionStatus.DRAFT, review(Verdict.REJECTED, "no 'owner'\n地震"))
              .reviewed(VersionStatus.DRAFT, review(Verdict.REJECTED, ""));
      registry().apply(change(dataset, dataset.withStatus(LIVE), List.of(version)));
      Dataset later = registry().find(ID).orElseThrow();
      DatasetVersion edited =
          version
              .edited(Quakes.named("quakes").owner("asha").build(), "asha", TestClock.BEGIN)
              .reviewed(VersionStatus.APPROVED, review(Verdict.APPROVED, "good"));
      registry().apply(change(later, later.withStatus(LIVE), List.of(edited, version(2, "ravi"))));

      reopenStorage();

      assertThat(registry().version(ID, 1)).contains(edited);
      assertThat(registry().versions(ID)).containsExactly(edited, version(2, "ravi"));
      assertThat(edited.reviews())
          .extracting(Review::comment)
          .containsExactly("no 'owner'\n地震", "", "good");
    }

    @Test
    void leaves_versions_it_does_not_name_alone() {
      Dataset before = create(ID);

      registry().apply(change(before, before.withStatus(LIVE), List.of()));

      assertThat(registry().versions(ID)).containsExactly(FIRST);
    }

    @Test
    void of_a_version_and_its_reviews_is_seen_as_a_whole() throws Exception {
      registry().apply(creation(spoken(0)));

      assertThat(
              seenWhileReviewed(
                  () ->
                      List.of(
                          registry().version(ID, 1).orElseThrow(), registry().versions(ID).get(0))))
          .isNotEmpty()
          .allSatisfy(
              seen ->
                  assertThat(seen)
                      .allSatisfy(
                          version ->
                              assertThat(version).isEqualTo(spoken(version.reviews().size()))));
    }

    @Test
    void keeps_every_field_of_the_dataset() {
      Dataset before = create(ID);
      Dataset after =
          new Dataset(
              ID,
              LIVE,
              2,
              9,
              OptionalInt.of(7),
              OptionalInt.of(9),
              Dataset.Run.PAUSED,
              Optional.of(
                  new Intent(
                      Verb.PUBLISH,
                      "we know",
                      Optional.of(Relocation.entering(Location.of("us"))))),
              Optional.of(new Archive("orders-1.zip", "0a1b")),
              Location.of("eu"),
              TestClock.BEGIN);

      registry().apply(change(before, after, List.of()));

      assertThat(registry().find(ID)).contains(after);
    }

    @Test
    void from_an_older_revision_is_refused_and_changes_nothing() {
      Dataset old = create(ID);
      Dataset present = old.withStatus(LIVE);
      registry().apply(change(old, present, List.of()));

      assertThatThrownBy(
              () ->
                  registry().apply(change(old, old.withStatus(DRAFT), List.of(version(2, "ravi")))))
          .isInstanceOfSatisfying(
              StaleRevisionException.class,
              e -> {
                assertThat(e.expected()).isEqualTo(1);
                assertThat(e.found()).isEqualTo(2);
              })
          .hasMessage(
              "Cannot change dataset 'quakes': it is at revision 2, the change was made from revision 1."
                  + " Read it again and repeat the change.");
      assertThat(registry().find(ID)).contains(present);
      assertThat(registry().versions(ID)).containsExactly(FIRST);
      assertThat(registry().audit(ID)).hasSize(2);
    }

    @Test
    void of_a_dataset_that_is_gone_is_refused() {
      Dataset never = Dataset.declared(ID, TestClock.BEGIN);

      assertThatThrownBy(
              () -> registry().apply(change(never, never.withStatus(LIVE), List.of(FIRST))))
          .isInstanceOfSatisfying(
              StaleRevisionException.class,
              e -> {
                assertThat(e.expected()).isEqualTo(1);
                assertThat(e.found()).isZero();
              });
      assertThat(registry().find(ID)).isEmpty();
      assertThat(registry().versions(ID)).isEmpty();
      assertThat(registry().audit(ID)).isEmpty();
    }

    @Test
    void of_a_dataset_whose_name_another_has_by_now_is_refused() {
      Dataset gone = create(ID);
      remove(gone);
      Dataset other = Dataset.declared(ID, TestClock.BEGIN.plusMillis(1));
      registry()
          .apply(
              new Change(
                  Optional.empty(),
                  Optional.of(other),
                  List.of(FIRST),
                  audit(ID, Verb.CREATE, "")));

      assertThatThrownBy(() -> registry().apply(change(gone, gone.withStatus(LIVE), List.of())))
          .isInstanceOfSatisfying(
              StaleRevisionException.class, e -> assertThat(e.found()).isZero());
      assertThatThrownBy(() -> remove(gone)).isInstanceOf(StaleRevisionException.class);
      assertThat(registry().find(ID)).contains(other);
      assertThat(registry().versions(ID)).containsExactly(FIRST);
    }

    @Test
    void of_one_revision_is_won_by_exactly_one_of_many_threads() throws Exception {
      Dataset before = create(ID);
      int threads = 8;

      List<Boolean> won =
          Threads.each(
              threads,
              i -> {
                try {
                  registry()
                      .apply(
                          change(
                              before, before.withStatus(LIVE), List.of(version(2, "author" + i))));
                  return true;
                } catch (StaleRevisionException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(registry().version(ID, 2).orElseThrow().author())
          .isEqualTo("author" + won.indexOf(true));
      assertThat(registry().audit(ID)).hasSize(2);
    }

    @Test
    void is_never_lost_to_another_thread() throws Exception {
      assertNoChangeIsLost(registry(), 50);
    }

    @Test
    void that_creates_is_won_by_exactly_one_of_many_threads() throws Exception {
      List<Boolean> won =
          Threads.each(
              8,
              i -> {
                try {
                  create(ID);
                  return true;
                } catch (DatasetExistsException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(registry().audit(ID)).hasSize(1);
    }
  }

  @Nested
  class A_draft {
    @Test
    void is_remembered_as_it_was_at_every_revision() {
      Dataset created = create(ID);
      DatasetVersion second = FIRST.edited(owned("ravi"), "ravi", TestClock.BEGIN);
      Dataset submitted = created.withDraft(OptionalInt.of(1));
      registry()
          .apply(change(created, submitted, List.of(FIRST.withStatus(VersionStatus.IN_REVIEW))));
      Dataset edited = submitted.withDraft(OptionalInt.of(1));
      registry().apply(change(submitted, edited, List.of(second)));

      reopenStorage();

      assertThat(registry().draft(ID, 1, 1)).contains(FIRST.definition());
      assertThat(registry().draft(ID, 1, 2)).contains(FIRST.definition());
      assertThat(registry().draft(ID, 1, 3)).contains(owned("ravi"));
      assertThat(registry().draft(ID, 1, 99)).contains(owned("ravi"));
      assertThat(registry().draft(ID, 2, 3)).isEmpty();
      assertThat(registry().draft(ID, 1, 0)).isEmpty();
      assertThat(registry().draft(DatasetId.of("other"), 1, 1)).isEmpty();
    }

    @Test
    void is_forgotten_when_the_next_one_begins_or_the_dataset_goes() {
      Dataset created = create(ID);
      Dataset next = created.withDraft(OptionalInt.of(2));
      registry().apply(change(created, next, List.of(version(2, "ravi"))));
      assertThat(registry().draft(ID, 1, 1)).isEmpty();
      assertThat(registry().draft(ID, 2, 2)).isPresent();

      remove(next);

      assertThat(registry().draft(ID, 2, 2)).isEmpty();
    }
  }

  @Nested
  class Several_changes {
    private final DatasetId other = DatasetId.of("other");

    private Change creation(DatasetId id) {
      return RegistryContract.creation(
          DatasetVersion.draft(1, Quakes.named(id.value()).build(), "asha", TestClock.BEGIN));
    }

    @Test
    void are_made_together() {
      registry().applyAll(List.of(creation(ID), creation(other)));

      assertThat(registry().list()).extracting(Dataset::id).containsExactly(other, ID);
      assertThat(registry().trail("other").rows()).hasSize(1);
      assertThat(registry().trail("quakes").rows()).hasSize(1);
    }

    @Test
    void are_not_made_if_one_is_refused() {
      create(ID);

      assertThatThrownBy(() -> registry().applyAll(List.of(creation(other), creation(ID))))
          .isInstanceOf(DatasetExistsException.class);

      assertThat(registry().list()).extracting(Dataset::id).containsExactly(ID);
      assertThat(registry().versions(other)).isEmpty();
      assertThat(registry().audited()).containsExactly("quakes");
    }

    @Test
    void of_many_threads_in_any_order_do_not_wait_for_each_other_forever() throws Exception {
      List<Boolean> won =
          Threads.each(
              8,
              i -> {
                try {
                  registry()
                      .applyAll(
                          i % 2 == 0
                              ? List.of(creation(ID), creation(other))
                              : List.of(creation(other), creation(ID)));
                  return true;
                } catch (DatasetExistsException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(registry().list()).hasSize(2);
    }
  }

  @Nested
  class An_alias {
    private final DatasetId name = DatasetId.of("tremors");
    private final DatasetId other = DatasetId.of("other");

    private void alias(Optional<DatasetId> from, Optional<DatasetId> to) {
      registry()
          .apply(
              new AliasChange(
                  name,
                  from,
                  to,
                  new AuditEntry(
                      name,
                      TestClock.BEGIN,
                      "asha",
                      Verb.ALIAS,
                      OptionalInt.empty(),
                      from.map(DatasetId::value).orElse(""),
                      to.map(DatasetId::value).orElse(""),
                      "")));
    }

    private Optional<DatasetId> nothing() {
      return Optional.empty();
    }

    @Test
    void is_found_and_outlives_closing_the_storage() {
      Dataset dataset = create(ID);
      alias(nothing(), Optional.of(ID));

      reopenStorage();

      assertThat(registry().alias(name)).contains(ID);
      assertThat(registry().aliases()).hasToString("{tremors=quakes}");
      assertThat(registry().named(name)).contains(dataset);
      assertThat(registry().named(ID)).contains(dataset);
      assertThat(registry().find(name)).isEmpty();
      assertThat(registry().alias(ID)).isEmpty();
    }

    @Test
    void is_swapped_and_given_up_with_an_audit_row_each() {
      create(ID);
      create(other);
      alias(nothing(), Optional.of(ID));
      alias(Optional.of(ID), Optional.of(other));
      assertThat(registry().alias(name)).contains(other);
      alias(Optional.of(other), nothing());

      assertThat(registry().alias(name)).isEmpty();
      assertThat(registry().aliases()).isEmpty();
      assertThat(registry().audit(name))
          .extracting(entry -> entry.from() + ">" + entry.to())
          .containsExactly(">quakes", "quakes>other", "other>");
      assertThat(registry().trail("tremors").findings()).isEmpty();
    }

    @Test
    void that_somebody_else_has_swapped_is_left_alone() {
      create(ID);
      create(other);
      alias(nothing(), Optional.of(other));

      assertThatThrownBy(() -> alias(Optional.of(ID), nothing()))
          .isInstanceOf(StaleAliasException.class)
          .hasMessage(
              "Cannot change alias 'tremors': it stands for 'other', the change was made when it stood for 'quakes'."
                  + " Look at aliases() and repeat the change.");
      assertThatThrownBy(() -> alias(nothing(), Optional.of(ID)))
          .hasMessageContaining("when it stood for nothing");
      assertThat(registry().alias(name)).contains(other);
      assertThat(registry().audit(name)).hasSize(1);
    }

    @Test
    void stands_for_datasets_that_are_there_only() {
      create(ID);
      alias(nothing(), Optional.of(ID));

      assertThatThrownBy(() -> alias(Optional.of(ID), Optional.of(other)))
          .isInstanceOf(NotFoundException.class)
          .hasMessageStartingWith("There is no dataset 'other'.");
      assertThatThrownBy(() -> alias(Optional.of(ID), Optional.of(name)))
          .isInstanceOf(NotFoundException.class);
      assertThatThrownBy(() -> remove(registry().find(ID).orElseThrow()))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessage(
              "Cannot discard dataset 'quakes': alias 'tremors' stands for it. Let it stand for another with"
                  + " alias(\"tremors\", …), or give it up with withoutAlias(\"tremors\").");
      assertThat(registry().named(name)).isPresent();
      assertThat(registry().audited()).containsExactly("quakes", "tremors");
    }

    @Test
    void keeps_its_dataset_from_being_purged() {
      Dataset dataset = create(ID);
      alias(nothing(), Optional.of(ID));
      Dataset begun = dataset.begun(new Intent(Verb.PURGE, ""));
      Change purge =
          new Change(
              Optional.of(dataset), Optional.of(begun), List.of(), audit(ID, Verb.PURGE, ""));

      assertThatThrownBy(() -> registry().apply(purge))
          .isInstanceOf(IllegalMoveException.class)
          .hasMessageStartingWith(
              "Cannot purge dataset 'quakes': alias 'tremors' stands for it. Let it stand");
      assertThat(registry().find(ID)).contains(dataset);
      assertThat(registry().audit(ID)).hasSize(1);

      alias(Optional.of(ID), nothing());
      registry().apply(purge);
      assertThat(registry().find(ID)).contains(begun);
    }

    @Test
    void stands_for_no_dataset_whose_purge_was_begun() {
      String refusal = "Dataset 'quakes' is PURGED: nothing is left of it but its audit trail.";
      Dataset dataset = create(ID);
      Dataset begun = dataset.begun(new Intent(Verb.PURGE, ""));
      registry().apply(change(dataset, begun, List.of()));
      assertThatThrownBy(() -> alias(nothing(), Optional.of(ID)))
          .isInstanceOf(NotFoundException.class)
          .hasMessage(refusal);

      registry().apply(change(begun, begun.purged(), List.of()));
      assertThatThrownBy(() -> alias(nothing(), Optional.of(ID))).hasMessage(refusal);
      assertThat(registry().aliases()).isEmpty();
      assertThat(registry().audit(name)).isEmpty();
    }

    @Test
    void and_a_dataset_never_have_one_name() {
      create(ID);
      alias(nothing(), Optional.of(ID));
      assertThatThrownBy(() -> create(name))
          .isInstanceOf(DatasetExistsException.class)
          .hasMessage(
              "Cannot create dataset 'tremors': the id is an alias of 'quakes'. Choose another, or give the alias up with"
                  + " withoutAlias(\"tremors\").");
      alias(Optional.of(ID), nothing());
      create(name);

      assertThatThrownBy(() -> alias(nothing(), Optional.of(ID)))
          .isInstanceOf(DatasetExistsException.class)
          .hasMessage(
              "Cannot make alias 'tremors': it is the id of a dataset. Choose another name.");
    }

    @Test
    void and_a_dataset_of_one_name_are_made_by_one_of_many_threads() throws Exception {
      create(ID);

      List<Boolean> won =
          Threads.each(
              8,
              i -> {
                try {
                  if (i % 2 == 0) {
                    create(name);
                  } else {
                    alias(nothing(), Optional.of(ID));
                  }
                  return true;
                } catch (DatasetExistsException | StaleAliasException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(registry().find(name).isPresent())
          .isNotEqualTo(registry().alias(name).isPresent());
      assertThat(registry().trail("tremors").rows()).hasSize(1);
    }

    @Test
    void is_swapped_by_one_of_many_threads() throws Exception {
      create(ID);
      create(other);
      alias(nothing(), Optional.of(ID));

      List<Boolean> won =
          Threads.each(
              8,
              i -> {
                try {
                  alias(Optional.of(ID), Optional.of(other));
                  return true;
                } catch (StaleAliasException e) {
                  return false;
                }
              });

      assertThat(won).containsOnlyOnce(true);
      assertThat(registry().trail("tremors").rows()).hasSize(2);
    }
  }

  @Nested
  class A_removed_dataset {
    @Test
    void disappears_with_its_versions_and_leaves_its_audit() {
      remove(create(ID));

      assertThat(registry().find(ID)).isEmpty();
      assertThat(registry().list()).isEmpty();
      assertThat(registry().version(ID, 1)).isEmpty();
      assertThat(registry().versions(ID)).isEmpty();
      assertThat(registry().audit(ID))
          .extracting(AuditEntry::verb)
          .containsExactly(Verb.CREATE, Verb.DISCARD);
    }

    @Test
    void makes_room_for_another_of_its_name() {
      Dataset reviewed = create(ID);
      registry()
          .apply(
              change(
                  reviewed,
                  reviewed.withStatus(DRAFT),
                  List.of(
                      FIRST.reviewed(VersionStatus.DRAFT, review(Verdict.REJECTED, "no owner")))));
      remove(registry().find(ID).orElseThrow());

      Dataset again = create(ID);

      assertThat(registry().find(ID)).contains(again);
      assertThat(registry().versions(ID)).containsExactly(FIRST);
      assertThat(registry().audit(ID)).hasSize(4);
    }

    @Test
    void takes_nothing_of_other_datasets_with_it() {
      DatasetId other = DatasetId.of("quakes-2");
      create(other);

      remove(create(ID));

      assertThat(registry().find(other)).isPresent();
      assertThat(registry().versions(other)).hasSize(1);
      assertThat(registry().audit(other)).hasSize(1);
    }
  }

  @Nested
  class Its_audit_trail {
    @Test
    void is_chained_name_by_name() {
      DatasetId other = DatasetId.of("other");
      Dataset quakes = create(ID);
      create(other);
      remove(quakes);

      AuditTrail trail = registry().trail("quakes");

      assertThat(registry().audited()).containsExactly("other", "quakes");
      assertThat(trail.rows()).extracting(AuditRow::number).containsExactly(1L, 2L);
      assertThat(trail.rows().get(0).previous()).isEmpty();
      assertThat(trail.rows().get(1).previous()).isEqualTo(trail.rows().get(0).hash());
      assertThat(trail.head()).contains(trail.rows().get(1).head());
      assertThat(registry().trail("other").rows()).hasSize(1);
    }

    @Test
    void is_found_intact_whatever_was_written() {
      Dataset before = create(ID);
      AuditEntry entry =
          new AuditEntry(
              ID,
              clock.instant(),
              "Ünal O'Neil; drop table --",
              Verb.RETIRE,
              OptionalInt.empty(),
              "LIVE",
              "",
              "line 1\nline 2 \"quoted\" \\ 地震 🌋");
      registry()
          .apply(
              new Change(
                  Optional.of(before), Optional.of(before.withStatus(LIVE)), List.of(), entry));

      reopenStorage();

      assertThat(registry().trail("quakes").rows()).hasSize(2);
      assertThat(registry().trail("quakes").findings()).isEmpty();
    }

    @Test
    void is_found_intact_while_it_grows() throws Exception {
      registry().apply(creation(spoken(0)));

      assertThat(seenWhileReviewed(() -> registry().trail("quakes").findings()))
          .isNotEmpty()
          .allSatisfy(findings -> assertThat(findings).isEmpty());
    }

    @Test
    void of_a_name_that_never_was_is_empty() {
      assertThat(registry().audited()).isEmpty();
      assertThat(registry().trail("quakes"))
          .isEqualTo(new AuditTrail("quakes", List.of(), Optional.empty()));
    }

    @Test
    void leaves_no_name_behind_when_a_change_is_refused() {
      Dataset never = Dataset.declared(ID, TestClock.BEGIN);

      assertThatThrownBy(() -> registry().apply(change(never, never.withStatus(LIVE), List.of())))
          .isInstanceOf(StaleRevisionException.class);

      assertThat(registry().audited()).isEmpty();
    }

    @Test
    void stays_one_chain_while_many_threads_take_and_give_up_one_name() throws Exception {
      List<Integer> made =
          Threads.each(
              8,
              thread -> {
                int moves = 0;
                for (int i = 0; i < 15; i++) {
                  try {
                    Dataset mine = create(ID);
                    moves++;
                    remove(mine);
                    moves++;
                  } catch (DatasetExistsException | StaleRevisionException e) {
                    // Another thread has the name.
                  }
                }
                return moves;
              });

      int moves = made.stream().mapToInt(Integer::intValue).sum();
      AuditTrail trail = registry().trail("quakes");
      assertThat(moves).isPositive();
      assertThat(trail.findings()).isEmpty();
      assertThat(trail.rows()).hasSize(moves);
    }

    @Test
    void is_asked_for_by_name_actor_verb_and_time() {
      create(DatasetId.of("other"));
      Dataset dataset = create(ID);
      Instant later = TestClock.BEGIN.plusSeconds(60);
      AuditEntry retired =
          new AuditEntry(
              ID, later, "ravi", Verb.RETIRE, OptionalInt.empty(), "LIVE", "RETIRED", "");
      registry()
          .apply(
              new Change(
                  Optional.of(dataset), Optional.of(dataset.withStatus(LIVE)), List.of(), retired));

      assertThat(registry().audit(AuditFilter.ALL)).hasSize(3).last().isEqualTo(retired);
      assertThat(registry().audit(AuditFilter.ALL.dataset(ID))).hasSize(2);
      assertThat(registry().audit(AuditFilter.ALL.actor("ravi"))).containsExactly(retired);
      assertThat(registry().audit(AuditFilter.ALL.verb(Verb.RETIRE))).containsExactly(retired);
      assertThat(registry().audit(AuditFilter.ALL.since(later))).containsExactly(retired);
      assertThat(registry().audit(AuditFilter.ALL.before(later))).hasSize(2);
      assertThat(registry().audit(AuditFilter.ALL.actor("asha").verb(Verb.RETIRE))).isEmpty();
    }
  }

  @Nested
  class What_is_written {
    @Test
    void is_found_word_for_word() {
      create(ID);
      AuditEntry entry =
          new AuditEntry(
              ID,
              clock.instant(),
              "Ünal O'Neil; drop table --",
              Verb.REJECT,
              OptionalInt.of(1),
              "IN_REVIEW",
              "",
              "line 1\nline 2 \"quoted\" 地震 🌋");
      Dataset before = registry().find(ID).orElseThrow();

      registry()
          .apply(
              new Change(
                  Optional.of(before), Optional.of(before.withStatus(DRAFT)), List.of(), entry));

      assertThat(registry().audit(ID)).last().isEqualTo(entry);
    }

    @Test
    void has_instants_in_microseconds() {
      create(ID);

      Instant created = registry().find(ID).orElseThrow().createdAt();

      assertThat(created).isEqualTo(TestClock.BEGIN.truncatedTo(ChronoUnit.MICROS));
      assertThat(registry().audit(ID).get(0).at()).isEqualTo(created);
    }

    @Test
    void does_not_have_what_nobody_wrote() {
      assertThat(registry().find(ID)).isEmpty();
      assertThat(registry().list()).isEmpty();
      assertThat(registry().version(ID, 1)).isEmpty();
      assertThat(registry().versions(ID)).isEmpty();
      assertThat(registry().audit(ID)).isEmpty();
    }
  }

  /** Has eight threads change one dataset, so many times each, and counts what became of it. */
  static void assertNoChangeIsLost(Registry registry, int rounds) throws Exception {
    registry.apply(creation(FIRST));

    List<Integer> won =
        Threads.each(
            8,
            thread -> {
              int changes = 0;
              for (int i = 0; i < rounds; i++) {
                Dataset seen = registry.find(ID).orElseThrow();
                try {
                  registry.apply(change(seen, seen.withStatus(LIVE), List.of()));
                  changes++;
                } catch (StaleRevisionException e) {
                  assertThat(e.found()).isGreaterThan(seen.revision());
                }
              }
              return changes;
            });

    int changes = won.stream().mapToInt(Integer::intValue).sum();
    assertThat(changes).isPositive();
    assertThat(registry.find(ID).orElseThrow().revision()).isEqualTo(1 + changes);
    assertThat(registry.audit(ID)).hasSize(1 + changes);
  }

  /** Has a reviewer speak again and again, and answers what another thread saw meanwhile. */
  private <T> Set<T> seenWhileReviewed(Supplier<T> look) throws Exception {
    Set<T> seen = ConcurrentHashMap.newKeySet();
    AtomicBoolean isOver = new AtomicBoolean();
    Threads.each(
        2,
        thread -> {
          if (thread > 0) {
            do {
              seen.add(look.get());
            } while (!isOver.get());
            return true;
          }
          try {
            for (int times = 1; times <= 60; times++) {
              Dataset present = registry().find(ID).orElseThrow();
              registry().apply(change(present, present.withStatus(DRAFT), List.of(spoken(times))));
            }
          } finally {
            isOver.set(true);
          }
          return true;
        });
    return seen;
  }

  /** Version 1 once a reviewer has spoken so often, each time of what another author wrote. */
  private static DatasetVersion spoken(int times) {
    DatasetVersion version = version(1, "author" + times);
    for (int i = 0; i < times; i++) {
      version = version.reviewed(VersionStatus.DRAFT, review(Verdict.REJECTED, "no"));
    }
    return version;
  }

  private Registry registry() {
    return storage.registry();
  }

  /** A dataset with this version as its draft. */
  static Change creation(DatasetVersion version) {
    return new Change(
        Optional.empty(),
        Optional.of(Dataset.declared(version.id(), TestClock.BEGIN)),
        List.of(version),
        audit(version.id(), Verb.CREATE, "for maps"));
  }

  private Dataset create(DatasetId id) {
    Change creation =
        creation(
            DatasetVersion.draft(1, Quakes.named(id.value()).build(), "asha", TestClock.BEGIN));
    registry().apply(creation);
    return creation.next().orElseThrow();
  }

  private void remove(Dataset dataset) {
    registry()
        .apply(
            new Change(
                Optional.of(dataset),
                Optional.empty(),
                List.of(),
                audit(dataset.id(), Verb.DISCARD, "")));
  }

  private static Change change(Dataset before, Dataset after, List<DatasetVersion> versions) {
    return new Change(
        Optional.of(before), Optional.of(after), versions, audit(before.id(), Verb.EDIT, ""));
  }

  private static AuditEntry audit(DatasetId id, Verb verb, String comment) {
    return new AuditEntry(
        id, TestClock.BEGIN, "asha", verb, OptionalInt.of(1), "", "DRAFT", comment);
  }

  private static DatasetDefinition owned(String owner) {
    return FIRST.definition().toBuilder().owner(owner).build();
  }

  private static Review review(Verdict verdict, String comment) {
    return new Review("ravi", TestClock.BEGIN, verdict, comment, FIRST.contentHash());
  }

  private static DatasetVersion version(int number, String author) {
    return DatasetVersion.draft(number, Quakes.named(ID.value()).build(), author, TestClock.BEGIN);
  }
}
