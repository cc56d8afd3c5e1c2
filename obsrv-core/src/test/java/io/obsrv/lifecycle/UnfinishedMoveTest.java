package io.obsrv.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obsrv.Fixtures;
import io.obsrv.Obsrv;
import io.obsrv.dataset.Dataset;
import io.obsrv.dataset.DatasetStatus;
import io.obsrv.dataset.DefinitionBuilder;
import io.obsrv.dataset.UnfinishedMoveException;
import io.obsrv.dataset.Verb;
import io.obsrv.error.ErrorCode;
import io.obsrv.storage.MemoryStorage;
import io.obsrv.storage.StorageFailure;
import io.obsrv.storage.WritesTold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller of a move is told when the storage fails in the middle of it. */
class UnfinishedMoveTest {
  @TempDir private Path directory;

  private final List<String> calls = new ArrayList<>();
  private Predicate<String> fails = call -> false;
  private Supplier<RuntimeException> failure =
      () -> new StorageFailure("Cannot do it: no answer. Nothing was stored; try again.");
  private Obsrv obsrv;

  @BeforeEach
  void publish() {
    obsrv =
        Obsrv.on(WritesTold.ofAll(MemoryStorage.create(), this::called))
            .location("eu", WritesTold.ofAll(MemoryStorage.create(), this::called))
            .archives(directory)
            .open();
    Fixtures.publish(obsrv, Fixtures.numbered("orders").key("id"));
    calls.clear();
  }

  @AfterEach
  void close() {
    fails = call -> false;
    obsrv.close();
  }

  private void called(String call) {
    calls.add(call);
    if (fails.test(call)) {
      throw failure.get();
    }
  }

  private void prepare(Verb verb) {
    Datasets datasets = obsrv.datasets();
    switch (verb) {
      case RESUME -> datasets.pause("orders");
      case REINSTATE, PURGE, ARCHIVE -> datasets.retire("orders");
      case RESTORE -> {
        datasets.retire("orders");
        datasets.archive("orders");
      }
      case PUBLISH -> approve(d -> d.description("once more"));
      default -> {}
    }
  }

  private void approve(UnaryOperator<DefinitionBuilder> change) {
    obsrv.datasets().edit("orders", change);
    Fixtures.approve(obsrv, "orders");
  }

  private void make(Verb verb) {
    Datasets datasets = obsrv.datasets();
    switch (verb) {
      case PAUSE -> datasets.pause("orders");
      case RESUME -> datasets.resume("orders");
      case RETIRE -> datasets.retire("orders");
      case REINSTATE -> datasets.reinstate("orders");
      case PURGE -> datasets.purge("orders", "enough");
      case ARCHIVE -> datasets.archive("orders");
      case RESTORE -> datasets.restore("orders");
      case PUBLISH -> datasets.publish("orders");
      default -> throw new IllegalArgumentException(verb.name());
    }
  }

  private Dataset found() {
    return obsrv.datasets().find("orders").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "PAUSE, DataStore.admit",
    "RESUME, DataStore.admit",
    "RETIRE, DataStore.admit",
    "REINSTATE, DataStore.admit",
    "PURGE, ArchiveStore.drop",
    "ARCHIVE, ArchiveStore.drop",
    "RESTORE, ArchiveStore.restore",
    "PUBLISH, DataStore.activate"
  })
  void says_that_the_move_is_begun_and_will_be_finished(Verb verb, String step) {
    prepare(verb);
    fails = step::equals;

    assertThatThrownBy(() -> make(verb))
        .isInstanceOfSatisfying(
            UnfinishedMoveException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
        .hasCauseInstanceOf(StorageFailure.class)
        .hasMessage(
            "Cannot do it: no answer. Nothing was stored; try again. The %s of dataset 'orders' is begun and will be finished, soon where processes share the storage, or else at the next opening; call %s again to finish it now."
                .formatted(verb.label(), verb.label()));
    assertThat(found().isUnderWay(verb)).isTrue();

    fails = call -> false;
    make(verb);
    assertThat(found().intent()).isEmpty();
  }

  @Test
  void says_so_too_of_a_failure_that_is_none_of_the_library() {
    fails = "DataStore.admit"::equals;
    failure = () -> new IllegalStateException("it is upside down");

    assertThatThrownBy(() -> obsrv.datasets().pause("orders"))
        .isInstanceOfSatisfying(
            UnfinishedMoveException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessage(
            "java.lang.IllegalStateException: it is upside down. The pause of dataset 'orders' is"
                + " begun and will be finished, soon where processes share the storage, or else at the next"
                + " opening; call pause again to finish it now.");
  }

  @Test
  void says_nothing_of_a_move_that_was_not_begun() {
    fails = "Registry.apply"::equals;

    assertThatThrownBy(() -> obsrv.datasets().retire("orders"))
        .isInstanceOf(StorageFailure.class)
        .hasMessage("Cannot do it: no answer. Nothing was stored; try again.");
    assertThat(found().intent()).isEmpty();
    assertThat(found().status()).isEqualTo(DatasetStatus.LIVE);
  }

  @Test
  void does_not_know_where_the_registry_does_not_answer_any_more() {
    fails = call -> calls.contains("DataStore.admit");

    Throwable thrown = catchThrowable(() -> obsrv.datasets().retire("orders"));

    fails = call -> false;
    assertThat(thrown)
        .isInstanceOf(UnfinishedMoveException.class)
        .hasMessage(
            "Cannot do it: no answer. Nothing was stored; try again. Whether the retire of dataset"
                + " 'orders' is begun cannot be told now. If it is, it will be finished, soon"
                + " where processes share the storage, or else at the next opening; call retire"
                + " again to finish it now.");
    assertThat(found().isUnderWay(Verb.RETIRE)).isTrue();
  }

  @Test
  void says_where_the_rows_are_when_only_the_rest_of_a_move_is_to_be_done() {
    approve(d -> d.location("eu"));
    fails = "ArchiveStore.drop"::equals;

    assertThatThrownBy(() -> obsrv.datasets().publish("orders"))
        .isInstanceOf(UnfinishedMoveException.class)
        .hasMessageEndingWith(
            " The rows of dataset 'orders' are at 'eu', and what is left to do of the move will be"
                + " finished, soon where processes share the storage, or else at the next opening;"
                + " call publish again to finish it now.");
  }
}
