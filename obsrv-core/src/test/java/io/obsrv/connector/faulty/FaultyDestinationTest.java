package io.obsrv.connector.faulty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.obsrv.connector.ConnectorProvider;
import io.obsrv.connector.DestinationRecord;
import io.obsrv.connector.faulty.FaultyDestination.Fault;
import io.obsrv.connector.tck.DestinationTck;
import io.obsrv.event.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultyDestinationTest {
  @Test
  void a_good_destination_passes_every_test() {
    Run.Outcome outcome = Run.of(Good.class);

    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.tests()).isGreaterThan(10);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Loses.class, "Delivery"),
        Arguments.of(Loses.class, "Position"),
        Arguments.of(Doubles.class, "Duplicates"),
        Arguments.of(Forgets.class, "Restart"),
        Arguments.of(Forgets.class, "Position"),
        Arguments.of(Ahead.class, "Position"),
        Arguments.of(Ahead.class, "Restart"),
        Arguments.of(Refuses.class, "Refusal"),
        Arguments.of(Keeps.class, "Removal"),
        Arguments.of(ClosesOnce.class, "Closing"),
        Arguments.of(Uninterruptible.class, "Hanging"),
        Arguments.of(ClosesBehindAWrite.class, "Hanging"),
        Arguments.of(LosesAfterAClose.class, "Hanging"),
        Arguments.of(Breaks.class, "Hanging"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_is_found_by_its_group(Class<?> destination, String group) {
    assertThat(Run.of(destination).failed()).contains(group);
  }

  /** A destination with a fault, as somebody would test it. */
  abstract static class Tested extends DestinationTck {
    private final FaultyDestination destination;

    Tested(Fault fault) {
      destination = new FaultyDestination(fault);
    }

    @Override
    protected ConnectorProvider provider() {
      return destination;
    }

    @Override
    protected Map<String, String> options() {
      return Map.of();
    }

    @Override
    protected List<Seen> seen() {
      return destination.stored.stream()
          .map(record -> new Seen(record.value().path("id").asInt(), record.effect()))
          .toList();
    }

    @Override
    protected void startOver() {
      destination.startOver();
    }

    @Override
    protected Optional<Runnable> hold() {
      return Optional.of(destination.hold());
    }

    @Override
    protected Duration patience() {
      return Duration.ofSeconds(1);
    }

    @Override
    protected Optional<DestinationRecord> refusable(long sequence) {
      return Optional.of(
          new DestinationRecord(
              sequence,
              Effect.PUT,
              Instant.EPOCH,
              JsonNodeFactory.instance.objectNode().put(FaultyDestination.BAD, true)));
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

  static final class Loses extends Tested {
    Loses() {
      super(Fault.LOSES_THE_LAST);
    }
  }

  static final class Doubles extends Tested {
    Doubles() {
      super(Fault.DOUBLES_WHAT_COMES_AGAIN);
    }
  }

  static final class Forgets extends Tested {
    Forgets() {
      super(Fault.FORGETS_ITS_POSITION);
    }
  }

  static final class Ahead extends Tested {
    Ahead() {
      super(Fault.IS_AHEAD);
    }
  }

  static final class Refuses extends Tested {
    Refuses() {
      super(Fault.REFUSES_THE_NEIGHBOURS);
    }
  }

  static final class Keeps extends Tested {
    Keeps() {
      super(Fault.KEEPS_WHAT_IS_REMOVED);
    }
  }

  static final class ClosesOnce extends Tested {
    ClosesOnce() {
      super(Fault.CLOSES_ONCE);
    }
  }

  static final class Uninterruptible extends Tested {
    Uninterruptible() {
      super(Fault.CANNOT_BE_INTERRUPTED);
    }
  }

  static final class ClosesBehindAWrite extends Tested {
    ClosesBehindAWrite() {
      super(Fault.CLOSES_BEHIND_A_WRITE);
    }
  }

  static final class LosesAfterAClose extends Tested {
    LosesAfterAClose() {
      super(Fault.LOSES_WHAT_COMES_AFTER_A_CLOSE);
    }
  }

  static final class Breaks extends Tested {
    Breaks() {
      super(Fault.BREAKS_WHEN_IT_IS_CLOSED);
    }
  }
}
