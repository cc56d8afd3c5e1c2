package io.obsrv.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obsrv.connector.Secret;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens of texts: {@code tok_<base64url>} of their HMAC-SHA-256 (RFC 2104). */
final class Tokens {
  /** RFC 2104 advises against keys shorter than the hash. */
  static final int MIN_KEY_BYTES = 32;

  private Tokens() {}

  static String of(String text, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
      byte[] hash = mac.doFinal(text.getBytes(UTF_8));
      return "tok_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is not available", e);
    }
  }
}
