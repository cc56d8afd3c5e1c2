package io.obsrv.event;

import io.obsrv.schema.KeyText;
import java.util.List;

/**
 * A value that no other row of the dataset may have, but those that are warned of it.
 *
 * @param rule the name of the rule that asks for it
 * @param value the text of the value, as of {@link io.obsrv.schema.KeyText}
 */
public record Claim(String rule, String value) {

  /**
   * The text by which the claim is found in a store.
   *
   * @return equal for equal claims, of bounded length
   */
  public String key() {
    return KeyText.of(List.of(rule, value));
  }
}
