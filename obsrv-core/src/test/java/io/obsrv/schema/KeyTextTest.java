package io.obsrv.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  @Property
  void texts_differ_exactly_where_values_do(
      @ForAll @Size(2) List<@CharRange(from = '"', to = ',') @StringLength(max = 3) String> a,
      @ForAll @Size(2) List<@CharRange(from = '"', to = ',') @StringLength(max = 3) String> b) {
    assertThat(KeyText.of(a).equals(KeyText.of(b))).isEqualTo(a.equals(b));
  }

  @Property
  void integers_and_numbers_differ_exactly_where_their_texts_do(
      @ForAll long a, @ForAll long b, @ForAll double x, @ForAll double y) {
    assertThat(KeyText.of(List.of(a)).equals(KeyText.of(List.of(b)))).isEqualTo(a == b);
    assertThat(KeyText.of(List.of(x)).equals(KeyText.of(List.of(y))))
        .isEqualTo(Double.compare(x, y) == 0);
  }

  @Test
  void decimals_are_told_apart_by_value_not_by_scale() {
    assertThat(KeyText.of(List.of(new BigDecimal("1.50"))))
        .isEqualTo(KeyText.of(List.of(new BigDecimal("1.5"))))
        .isNotEqualTo(KeyText.of(List.of(new BigDecimal("15"))));
    assertThat(KeyText.of(List.of(new BigDecimal("0.00"))))
        .isEqualTo(KeyText.of(List.of(BigDecimal.ZERO)));
  }

  @Test
  void null_is_not_the_text_null_and_not_absent() {
    assertThat(KeyText.of(Arrays.asList((Object) null))).isEqualTo("[null]");
    assertThat(KeyText.of(List.of("null"))).isEqualTo("[\"null\"]");
    assertThat(KeyText.of(List.of())).isEqualTo("[]");
  }

  @Property
  void short_texts_are_written_as_JSON_writes_them(
      @ForAll @Size(max = 3) List<@StringLength(max = 9) String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);

    assertThat(KeyText.of(texts)).isEqualTo(JsonText.write(array));
  }

  @Property
  void texts_differ_in_UTF_8_where_values_do(
      @ForAll @StringLength(max = 300) @CharRange(from = '\uD7FF', to = '\uE000') String a,
      @ForAll @StringLength(max = 3) @CharRange(from = '\uD7FF', to = '\uE000') String b) {
    String one = KeyText.of(List.of(a + b));
    String other = KeyText.of(List.of(a));

    assertThat(new String(one.getBytes(UTF_8), UTF_8)).isEqualTo(one);
    assertThat(one.equals(other)).isEqualTo(b.isEmpty());
  }

  @Test
  void halves_of_surrogate_pairs_are_escaped() {
    assertThat(KeyText.of(List.of("a\uD800"))).isEqualTo("[\"a\\uD800\"]");
    assertThat(KeyText.of(List.of("\uDC00\uD800"))).isEqualTo("[\"\\uDC00\\uD800\"]");
    assertThat(KeyText.of(List.of("\\uD800"))).isEqualTo("[\"\\\\uD800\"]");
    assertThat(KeyText.of(List.of("\uD83D\uDE00"))).isEqualTo("[\"\uD83D\uDE00\"]");
    assertThat(KeyText.of(List.of("x".repeat(200) + '\uD800')))
        .isNotEqualTo(KeyText.of(List.of("x".repeat(200) + '\uD801')));
  }

  @Test
  void the_form_is_stable_since_stores_keep_it() {
    assertThat(
            KeyText.of(
                List.of(
                    "a\"b",
                    7L,
                    1.0,
                    true,
                    Instant.parse("2018-02-06T00:00:00Z"),
                    new BigDecimal("100"))))
        .isEqualTo("[\"a\\\"b\",\"7\",\"1.0\",true,\"2018-02-06T00:00:00Z\",\"1E+2\"]");
  }

  @Test
  void long_texts_become_a_hash_that_every_database_can_index() {
    assertThat(KeyText.of(List.of("x".repeat(196)))).hasSize(200).startsWith("[\"x");
    assertThat(KeyText.of(List.of("x".repeat(197))))
        .isEqualTo("sha-256:323874560823bb22290ff927299e22d8de0026b09251ad026d696cb4d0d061b6");
  }
}
