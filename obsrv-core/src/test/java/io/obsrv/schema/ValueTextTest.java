package io.obsrv.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValueTextTest {
  private static void comesBack(ColumnType type, Object value) {
    assertThat(ValueText.read(type, ValueText.write(value))).isEqualTo(value);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void every_value_comes_back(
      @ForAll String text,
      @ForAll long integer,
      @ForAll double number,
      @ForAll BigDecimal decimal,
      @ForAll boolean bool,
      @ForAll Instant instant,
      @ForAll LocalDate date,
      @ForAll("json") JsonNode json) {
    comesBack(ColumnType.STRING, text);
    comesBack(ColumnType.INTEGER, integer);
    comesBack(ColumnType.NUMBER, number);
    comesBack(ColumnType.DECIMAL, decimal);
    comesBack(ColumnType.BOOLEAN, bool);
    comesBack(ColumnType.TIMESTAMP, instant);
    comesBack(ColumnType.DATE, date);
    comesBack(ColumnType.JSON, json);
  }

  @Test
  void decimals_keep_their_scale() {
    assertThat(ValueText.write(new BigDecimal("0E-10"))).isEqualTo("0E-10");
    comesBack(ColumnType.DECIMAL, new BigDecimal("1.00"));
  }

  @Provide
  Arbitrary<JsonNode> json() {
    return JsonArbitraries.values(Arbitraries.strings().ofMaxLength(8));
  }
}
