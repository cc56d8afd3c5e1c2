package io.obsrv.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Those of JSONata's functions of which a single call can take any time or room, in forms that end.
 */
final class BoundedFunctions {
  private static final Jsonata.JFunction MATCH = signature("<s-f<s:o>n?:a<o>>");
  private static final Jsonata.JFunction CONTAINS = signature("<s-(sf):b>");
  private static final Jsonata.JFunction REPLACE = signature("<s-(sf)(sf)n?:s>");
  private static final Jsonata.JFunction SPLIT = signature("<s-(sf)n?:a<s>>");
  private static final Jsonata.JFunction PAD = signature("<s-ns?:s>");
  private static final Jsonata.JFunction JOIN = signature("<a<s>s?:s>");
  private static final Jsonata.JFunction FORMAT_NUMBER = signature("<n-so?:s>");
  private static final Jsonata.JFunction FORMAT_INTEGER = signature("<n-s:s>");
  private static final Jsonata.JFunction PARSE_INTEGER = signature("<s-s:n>");
  private static final Jsonata.JFunction TO_MILLIS = signature("<s-s?:n>");
  private static final Jsonata.JFunction FROM_MILLIS = signature("<n-s?s?:s>");
  private static final Jsonata.JFunction NOW = signature("<s?s?:s>");
  private static final Jsonata.JFunction EVAL = signature("<sx?:x>");

  private final Jsonata.Frame frame;
  private final Predicate<String> isWanted;

  private BoundedFunctions(Jsonata.Frame frame, Predicate<String> isWanted) {
    this.frame = frame;
    this.isWanted = isWanted;
  }

  /** What a function does with its checked arguments. */
  private interface Body {
    @Nullable Object apply(Arguments arguments) throws Throwable;
  }

  /** The arguments of a call; those left out are null. */
  private record Arguments(List<?> values) {
    @Nullable Object at(int index) {
      return index < values.size() ? values.get(index) : null;
    }

    @Nullable String text(int index) {
      return (String) at(index);
    }

    @Nullable Number number(int index) {
      return (Number) at(index);
    }
  }

  /**
   * Binds those functions that an expression may call.
   *
   * @param isWanted whether a name, without its {@code $}, stands in the expression
   */
  static void bind(Jsonata.Frame frame, Predicate<String> isWanted, Deadline deadline) {
    new BoundedFunctions(frame, isWanted).bind(deadline);
  }

  private void bind(Deadline deadline) {
    TextSearch search = new TextSearch(deadline);
    bind("match", MATCH, a -> search.match(a.text(0), a.at(1), a.number(2)));
    bind("contains", CONTAINS, a -> search.contains(a.text(0), a.at(1)));
    bind("replace", REPLACE, a -> search.replace(a.text(0), a.at(1), a.at(2), a.number(3)));
    bind(
        "split",
        SPLIT,
        a ->
            a.at(1) instanceof Pattern
                ? search.split(a.text(0), (Pattern) a.at(1), a.number(2))
                : Functions.split(a.text(0), a.at(1), a.number(2)));
    bind("pad", PAD, BoundedFunctions::pad);
    bind("join", JOIN, BoundedFunctions::join);
    bindPictures();
    bind(
        "eval",
        EVAL,
        a -> {
          throw new LimitException("calls $eval, which is not available");
        });
  }

  /** What reads or writes by a picture takes time that grows fast with both. */
  private void bindPictures() {
    bind(
        "formatNumber",
        FORMAT_NUMBER,
        a -> Functions.formatNumber(a.number(0), Picture.bounded(a.text(1)), (Map<?, ?>) a.at(2)));
    bind(
        "formatInteger",
        FORMAT_INTEGER,
        a -> Functions.formatInteger(a.number(0), Picture.bounded(a.text(1))));
    bind(
        "parseInteger",
        PARSE_INTEGER,
        a -> Functions.parseInteger(Picture.bounded(a.text(0)), Picture.bounded(a.text(1))));
    bind(
        "toMillis",
        TO_MILLIS,
        a -> Functions.dateTimeToMillis(Picture.bounded(a.text(0)), Picture.ofTime(a.text(1))));
    bind(
        "fromMillis",
        FROM_MILLIS,
        a ->
            Functions.dateTimeFromMillis(
                a.number(0), Picture.bounded(a.text(1)), Picture.bounded(a.text(2))));
    bind("now", NOW, a -> Functions.now(Picture.bounded(a.text(0)), Picture.bounded(a.text(1))));
  }

  private static @Nullable Object pad(Arguments arguments) {
    String text = arguments.text(0);
    Number width = arguments.number(1);
    if (text == null || width == null) {
      return text;
    }
    long wide = Math.abs(width.longValue());
    Bounds.checkLength(wide);
    String padding = padding(wide - text.codePointCount(0, text.length()), arguments.text(2));
    return width.longValue() < 0 ? padding + text : text + padding;
  }

  private static String padding(long length, @Nullable String with) {
    int[] points = (with == null || with.isEmpty() ? " " : with).codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < length; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return padding.toString();
  }

  @SuppressWarnings("unchecked") // the signature has checked that they are texts
  private static @Nullable Object join(Arguments arguments) {
    List<String> parts = (List<String>) arguments.at(0);
    String separator = arguments.text(1);
    if (parts != null) {
      long separators = separator == null ? 0 : (long) separator.length() * parts.size();
      Bounds.checkLength(separators + parts.stream().mapToLong(String::length).sum());
    }
    return Functions.join(parts, separator);
  }

  private void bind(String name, Jsonata.JFunction signature, Body body) {
    if (isWanted.test(name)) {
      frame.bind(name, new Bounded(signature, body));
    }
  }

  private static Jsonata.JFunction signature(String signature) {
    return new Jsonata.JFunction((input, arguments) -> null, signature);
  }

  /** Signatures take time to read, so that they are shared by the functions of all evaluations. */
  private static final class Bounded extends Jsonata.JFunction {
    private final Jsonata.JFunction signature;

    Bounded(Jsonata.JFunction signature, Body body) {
      super((input, arguments) -> body.apply(new Arguments(arguments)), null);
      this.signature = signature;
    }

    @Override
    public Object validate(Object arguments, Object context) {
      return signature.validate(arguments, context);
    }
  }
}
