package io.obsrv.expression;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DeadlineTest {
  private final Deadline deadline = Deadline.in(Duration.ofMillis(20));

  @Test
  void a_thread_that_stood_still_has_time_left() throws InterruptedException {
    var unused = new Semaphore(0).tryAcquire(200, MILLISECONDS);

    deadline.check();
  }

  @Test
  @Timeout(180)
  void one_that_works_has_none_in_the_end() {
    assertThatThrownBy(
            () -> {
              while (true) {
                deadline.check();
              }
            })
        .isInstanceOf(LimitException.class)
        .hasMessage("took longer than 20 ms");
  }
}
