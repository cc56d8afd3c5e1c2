package io.obsrv.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTest {
  private static final Date DATE = Date.from(Instant.EPOCH);

  @Test
  void of_named_values_is_their_json() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("truth", true);
    fields.put("whole", List.of(1, 2L, (short) 3, (byte) 4, new AtomicLong(5), BigInteger.TEN));
    fields.put("real", List.of(0.5, 0.25f, new BigDecimal("1.10"), Double.NaN));
    fields.put("text", List.of("a", 'b', CharBuffer.wrap("c")));
    fields.put("time", List.of(Instant.EPOCH, LocalDate.EPOCH, Duration.ofHours(1)));
    fields.put("name", List.of(Effect.PUT, new UUID(0, 1), URI.create("urn:x")));
    fields.put("node", JsonNodeFactory.instance.objectNode().put("x", 1));
    fields.put("none", Arrays.asList(null, Map.of(1, "one")));

    assertThat(new String(Event.of(fields).raw(), UTF_8))
        .isEqualTo(
            """
            {"truth":true,"whole":[1,2,3,4,5,10],"real":[0.5,0.25,1.10,"NaN"],\
            "text":["a","b","c"],"time":["1970-01-01T00:00:00Z","1970-01-01","PT1H"],\
            "name":["PUT","00000000-0000-0000-0000-000000000001","urn:x"],\
            "node":{"x":1},"none":[null,{"1":"one"}]}""");
  }

  static List<Object> values_that_are_no_json() {
    return List.of(new Object(), DATE, new DoubleAdder(), new int[] {1}, String.class);
  }

  @ParameterizedTest
  @MethodSource("values_that_are_no_json")
  void of_a_value_that_is_no_json_is_refused_at_the_call(Object value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of(Map.of("at", value)))
        .withMessageStartingWith("/at is a " + value.getClass().getTypeName() + ", must be null,");
  }

  @Test
  void of_a_value_that_is_no_json_deep_inside_is_refused_with_its_path() {
    List<Object> items = new ArrayList<>(List.of("first", Map.of("a/b", DATE)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Event.of(Map.of("order", Map.of("items", items))))
        .withMessageStartingWith("/order/items/1/a~1b is a java.util.Date, must be ");
  }
}
