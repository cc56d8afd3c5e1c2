package io.obsrv.jdbc;

import static io.obsrv.jdbc.SlotState.BROKEN;
import static io.obsrv.jdbc.SlotState.DISCARDED;
import static io.obsrv.jdbc.SlotState.OPEN;
import static io.obsrv.jdbc.SlotState.RETIRED;
import static io.obsrv.jdbc.SlotState.UNOPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlotStateTest {
  @ParameterizedTest
  @EnumSource
  void what_is_over_stays_so(SlotState late) {
    assertThat(RETIRED.to(late)).isEqualTo(RETIRED);
    assertThat(DISCARDED.to(late)).isEqualTo(DISCARDED);
  }

  @Test
  void a_database_is_opened_once() {
    assertThat(UNOPENED.to(OPEN)).isEqualTo(OPEN);
    assertThatThrownBy(() -> OPEN.to(OPEN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("OPEN cannot become OPEN");
    assertThatThrownBy(() -> BROKEN.to(OPEN)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void only_what_is_open_breaks_and_may_do_so_again() {
    assertThat(OPEN.to(BROKEN).to(BROKEN)).isEqualTo(BROKEN);
    assertThatThrownBy(() -> UNOPENED.to(BROKEN)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNOPENED", "OPEN", "BROKEN"})
  void all_else_can_be_closed(SlotState state) {
    assertThat(state.to(RETIRED)).isEqualTo(RETIRED);
    assertThat(state.to(DISCARDED)).isEqualTo(DISCARDED);
  }
}
