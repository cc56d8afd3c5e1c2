package io.obsrv.connector;

import static com.google.common.base.Preconditions.checkArgument;

/** A key that is never shown. Immutable; two are equal only if they are the same object. */
public final class Secret {
  private static final String FORM = "[A-Za-z0-9_.-]{1,64}";

  private final String keyId;
  private final byte[] bytes;

  /**
   * A key.
   *
   * @param keyId tells this key from the ones before and after it; 1 to 64 letters, digits, {@code
   *     _}, {@code -} and {@code .}; it is no secret
   * @param bytes the key; copied
   */
  public Secret(String keyId, byte[] bytes) {
    checkArgument(
        keyId.matches(FORM),
        "key id '%s' must be 1 to 64 letters, digits, '_', '-' and '.'",
        keyId);
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  /**
   * Which key this is.
   *
   * @return its id
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The key itself.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "Secret[" + keyId + "]";
  }
}
