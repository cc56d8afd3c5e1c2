package io.obsrv.connector;

import java.util.Optional;

/** Finds secrets by the names that definitions have for them. For many threads. */
@FunctionalInterface
public interface SecretResolver {

  /**
   * The present key of a name.
   *
   * @param name the name in a definition
   * @return the key; empty if there is none of that name
   */
  Optional<Secret> resolve(String name);

  /**
   * Knows no secret.
   *
   * @return a resolver that finds nothing
   */
  static SecretResolver none() {
    return name -> Optional.empty();
  }
}
