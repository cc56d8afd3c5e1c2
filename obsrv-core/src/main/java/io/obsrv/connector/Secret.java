package io.obsrv.connector;

/** A secret: a key or a password. Its bytes appear in no text of this library. Immutable. */
public final class Secret {
  private final String keyId;
  private final byte[] bytes;

  /**
   * A secret.
   *
   * @param keyId says which one of several generations it is; no secret itself
   * @param bytes the secret; copied
   */
  public Secret(String keyId, byte[] bytes) {
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  /**
   * Says which one of several generations it is.
   *
   * @return no secret itself
   */
  public String keyId() {
    return keyId;
  }

  /**
   * The secret.
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
