package io.obsrv.pipeline;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.obsrv.connector.Secret;
import io.obsrv.dataset.DatasetId;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypted texts: {@code enc:<key id>:<base64url of nonce and ciphertext>}, in AES-256-GCM (NIST
 * SP 800-38D) with a random nonce of 96 bits and a tag of 128. Dataset and column are authenticated
 * with the text, so that one cannot be passed off as that of another column. A key should not
 * encrypt more than 2^32 texts.
 */
public final class Ciphertexts {
  static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private Ciphertexts() {}

  /**
   * Which key a text is encrypted with.
   *
   * @param text an encrypted text
   * @return the id of the key
   * @throws IllegalArgumentException if it is not an encrypted text
   */
  public static String keyId(String text) {
    return parts(text).get(1);
  }

  /**
   * The text that was encrypted.
   *
   * @param text the encrypted text
   * @param dataset the dataset it is stored in
   * @param column the column it is stored in
   * @param secret the key with the id that the text names
   * @return the text
   * @throws IllegalArgumentException if the text is not encrypted, is encrypted with another key or
   *     for another column, or was changed
   */
  public static String decrypt(String text, DatasetId dataset, String column, Secret secret) {
    List<String> parts = parts(text);
    checkArgument(
        parts.get(1).equals(secret.keyId()),
        "the text is encrypted with key '%s', the secret is key '%s'",
        parts.get(1),
        secret.keyId());
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(parts.get(2));
      checkArgument(sealed.length > NONCE_BYTES, "the text is too short to be encrypted");
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, dataset, column, secret, nonce);
      return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the text cannot be decrypted as of column '%s' of dataset '%s': another key or column, or it was changed"
              .formatted(column, dataset),
          e);
    }
  }

  static String encrypt(
      String text, DatasetId dataset, String column, Secret secret, java.util.Random random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, dataset, column, secret, nonce);
      byte[] ciphertext = cipher.doFinal(text.getBytes(UTF_8));
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, NONCE_BYTES, ciphertext.length);
      return "enc:"
          + secret.keyId()
          + ":"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  private static Cipher cipher(
      int mode, DatasetId dataset, String column, Secret secret, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(secret.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    // No dataset's id has a line break, so that no other pair gives the same bytes.
    cipher.updateAAD((dataset.value() + "\n" + column).getBytes(UTF_8));
    return cipher;
  }

  private static List<String> parts(String text) {
    List<String> parts = Splitter.on(':').splitToList(text);
    checkArgument(
        parts.size() == 3 && parts.get(0).equals("enc"),
        "the text is not encrypted, must be enc:<key id>:<base64url>");
    return parts;
  }
}
