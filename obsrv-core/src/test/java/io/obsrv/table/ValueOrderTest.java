package io.obsrv.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueOrderTest {
  @Test
  void nulls_come_last() {
    List<Object> values = Arrays.asList(null, 2L, null, 1L);
    values.sort(ValueOrder.ASCENDING);
    assertThat(values).containsExactly(1L, 2L, null, null);
  }

  @Test
  void decimals_are_compared_by_value_and_texts_by_code_units() {
    assertThat(ValueOrder.compare(new BigDecimal("1.0"), new BigDecimal("1.00"))).isZero();
    assertThat(ValueOrder.compare("Z", "a")).isNegative();
    assertThat(ValueOrder.compare("ä", "z")).isPositive();
    assertThat(ValueOrder.compare(false, true)).isNegative();
  }
}
