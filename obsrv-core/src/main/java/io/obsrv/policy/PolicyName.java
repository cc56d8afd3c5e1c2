package io.obsrv.policy;

import static com.google.common.base.Preconditions.checkArgument;

/** The names that authors give to the parts of a definition, which records carry as warnings. */
final class PolicyName {
  private static final String FORM = "[a-z][a-z0-9 _-]{0,47}";

  private PolicyName() {}

  static void check(String owner, String name) {
    checkArgument(
        name.matches(FORM),
        "%s name '%s' must be 1 to 48 lower-case letters, digits, spaces, '_' and '-', beginning with a letter",
        owner,
        name);
  }
}
