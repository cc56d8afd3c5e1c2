package io.obsrv.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;

/**
 * Lets a text have a format exactly where its column can read it, so that validation and reading
 * never disagree.
 *
 * @param format a format of texts
 */
record TimeFormatAssertion(TimeFormat format) implements Format {
  @Override
  public String getName() {
    return format.name();
  }

  @Override
  public boolean matches(ExecutionContext context, String value) {
    return format.accepts(value);
  }
}
