package io.obsrv.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Those of JSONata's functions of which a single call can take any time or room, in forms that end.
 * Immutable.
 */
final class BoundedFunctions {
  /** Reading or writing by a picture takes time that grows fast with both, which are bounded. */
  private static final List<Definition> ALL =
      List.of(
          searching(
              "match", "<s-f<s:o>n?:a<o>>", (s, a) -> s.match(a.text(0), a.at(1), a.number(2))),
          searching("contains", "<s-(sf):b>", (s, a) -> s.contains(a.text(0), a.at(1))),
          searching(
              "replace",
              "<s-(sf)(sf)n?:s>",
              (s, a) -> s.replace(a.text(0), a.at(1), a.at(2), a.number(3))),
          searching("split", "<s-(sf)n?:a<s>>", BoundedFunctions::split),
          plain("pad", "<s-ns?:s>", BoundedFunctions::pad),
          plain("join", "<a<s>s?:s>", BoundedFunctions::join),
          plain(
              "formatNumber",
              "<n-so?:s>",
              a ->
                  Functions.formatNumber(
                      a.number(0), Picture.bounded(a.text(1)), (Map<?, ?>) a.at(2))),
          plain(
              "formatInteger",
              "<n-s:s>",
              a -> Functions.formatInteger(a.number(0), Picture.bounded(a.text(1)))),
          plain(
              "parseInteger",
              "<s-s:n>",
              a -> Functions.parseInteger(Picture.bounded(a.text(0)), Picture.bounded(a.text(1)))),
          plain(
              "toMillis",
              "<s-s?:n>",
              a ->
                  Functions.dateTimeToMillis(
                      Picture.bounded(a.text(0)), Picture.ofTime(a.text(1)))),
          plain(
              "fromMillis",
              "<n-s?s?:s>",
              a ->
                  Functions.dateTimeFromMillis(
                      a.number(0), Picture.bounded(a.text(1)), Picture.bounded(a.text(2)))),
          plain(
              "now",
              "<s?s?:s>",
              a -> Functions.now(Picture.bounded(a.text(0)), Picture.bounded(a.text(1)))),
          plain(
              "eval",
              "<sx?:x>",
              a -> {
                throw new LimitException("calls $eval, which is not available");
              }));

  private final List<Definition> wanted;

  private BoundedFunctions(List<Definition> wanted) {
    this.wanted = wanted;
  }

  /**
   * Those functions that an expression may call.
   *
   * @param text the expression
   */
  static BoundedFunctions in(String text) {
    return new BoundedFunctions(ALL.stream().filter(f -> text.contains(f.name())).toList());
  }

  /** Puts them in the place of JSONata's own, for one evaluation. */
  void bind(Jsonata.Frame frame, Deadline deadline) {
    for (Definition function : wanted) {
      frame.bind(
          function.name(), new Bounded(function.signature(), function.body().apply(deadline)));
    }
  }

  /** A function: its name without the {@code $}, and what it does until a deadline. */
  private record Definition(
      String name, Jsonata.JFunction signature, Function<Deadline, Body> body) {}

  private static Definition plain(String name, String signature, Body body) {
    return new Definition(name, signature(signature), deadline -> body);
  }

  private static Definition searching(String name, String signature, SearchingBody searching) {
    return new Definition(
        name,
        signature(signature),
        deadline -> {
          TextSearch search = new TextSearch(deadline);
          return arguments -> searching.apply(search, arguments);
        });
  }

  /** What a function does with its checked arguments. */
  private interface Body {
    @Nullable Object apply(Arguments arguments) throws Throwable;
  }

  /** What a function that searches a text does with its checked arguments. */
  private interface SearchingBody {
    @Nullable Object apply(TextSearch search, Arguments arguments) throws Throwable;
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

  private static @Nullable Object split(TextSearch search, Arguments arguments) {
    return arguments.at(1) instanceof Pattern pattern
        ? search.split(arguments.text(0), pattern, arguments.number(2))
        : Functions.split(arguments.text(0), arguments.at(1), arguments.number(2));
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
