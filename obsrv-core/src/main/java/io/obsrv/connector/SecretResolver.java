package io.obsrv.connector;

import java.util.Optional;

/** Knows secrets by their names. Called from any thread. */
@FunctionalInterface
public interface SecretResolver {

  /**
   * Looks a secret up.
   *
   * @param name the name that a definition holds
   * @return the secret, if there is one
   */
  Optional<Secret> resolve(String name);
}
