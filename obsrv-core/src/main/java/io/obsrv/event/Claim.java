package io.obsrv.event;

/**
 * A value that no other row of the dataset may have, but those that are warned of it.
 *
 * @param rule the name of the rule that asks for it
 * @param value the text of the value, as of {@link io.obsrv.schema.KeyText}
 */
public record Claim(String rule, String value) {}
