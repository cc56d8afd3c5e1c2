package io.obsrv.connector.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.faulty.FaultySource.Fault;
import io.obsrv.connector.tck.SourceTck;
import io.obsrv.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultySourceTest {
  @Test
  void a_good_source_passes_every_test() {
    Run.Outcome outcome = Run.of(Good.class);

    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.tests()).isGreaterThan(12);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(SkipsOne.class, "Replay"),
        Arguments.of(SkipsOne.class, "Restart"),
        Arguments.of(RepeatsOne.class, "Replay"),
        Arguments.of(RepeatsOne.class, "Restart"),
        Arguments.of(NamesAnew.class, "Splits"),
        Arguments.of(Dies.class, "Poison"),
        Arguments.of(Drops.class, "Poison"),
        Arguments.of(Unbounded.class, "Polling"),
        Arguments.of(Hangs.class, "Polling"),
        Arguments.of(Hangs.class, "Closing"),
        Arguments.of(ClosesOnce.class, "Closing"),
        Arguments.of(Forgets.class, "Committed"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_is_found_by_its_group(Class<?> source, String group) {
    assertThat(Run.of(source).failed()).contains(group);
  }

  /** A source with a fault, as somebody would test it. */
  abstract static class Tested extends SourceTck {
    private final FaultySource source;

    Tested(Fault fault) {
      source = new FaultySource(fault);
    }

    @Override
    protected ConnectorProvider provider() {
      return source;
    }

    @Override
    protected Map<String, String> options() {
      return Map.of();
    }

    @Override
    protected void bringIn(List<Integer> ids) {
      ids.forEach(id -> source.records.add(Event.json("{\"id\":" + id + "}")));
    }

    @Override
    protected void bringInPoison() {
      source.records.add(FaultySource.POISON);
    }

    @Override
    protected void startOver(List<Integer> ids) {
      source.startOver();
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }
  }

  static final class Good extends Tested {
    Good() {
      super(Fault.NONE);
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(30);
    }
  }

  static final class SkipsOne extends Tested {
    SkipsOne() {
      super(Fault.SKIPS_ONE_BEHIND_A_CHECKPOINT);
    }
  }

  static final class RepeatsOne extends Tested {
    RepeatsOne() {
      super(Fault.REPEATS_ONE_BEHIND_A_CHECKPOINT);
    }
  }

  static final class NamesAnew extends Tested {
    NamesAnew() {
      super(Fault.NAMES_SPLITS_ANEW);
    }
  }

  static final class Dies extends Tested {
    Dies() {
      super(Fault.DIES_OF_POISON);
    }
  }

  static final class Drops extends Tested {
    Drops() {
      super(Fault.DROPS_POISON);
    }
  }

  static final class Unbounded extends Tested {
    Unbounded() {
      super(Fault.IGNORES_THE_BOUND);
    }
  }

  static final class Hangs extends Tested {
    Hangs() {
      super(Fault.HANGS);
    }
  }

  static final class ClosesOnce extends Tested {
    ClosesOnce() {
      super(Fault.CLOSES_ONCE);
    }
  }

  static final class Forgets extends Tested {
    Forgets() {
      super(Fault.FORGETS_MORE_THAN_IS_COMMITTED);
    }
  }
}
