package io.obsrv.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSONata's functions that search texts, by a deadline. A missing text gives a missing result. Used
 * by one evaluation.
 */
final class TextSearch {
  private final Deadline deadline;

  TextSearch(Deadline deadline) {
    this.deadline = deadline;
  }

  @Nullable Boolean contains(@Nullable String text, @Nullable Object token) {
    if (text == null) {
      return null;
    }
    return matcher(text, token).find();
  }

  @Nullable List<Object> match(
      @Nullable String text, @Nullable Object pattern, @Nullable Number limit) {
    if (text == null) {
      return null;
    }
    List<Object> found = Utils.createSequence();
    Matcher matcher = matcher(text, pattern);
    while (found.size() < most(limit) && matcher.find()) {
      Map<String, Object> match = describe(matcher);
      match.put("index", matcher.start());
      found.add(match);
    }
    return found;
  }

  @Nullable List<String> split(@Nullable String text, Pattern pattern, @Nullable Number limit) {
    if (text == null) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    Matcher matcher = matcher(text, pattern);
    int from = 0;
    while (matcher.find()) {
      parts.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    parts.add(text.substring(from));
    return parts.size() > most(limit) ? parts.subList(0, most(limit)) : parts;
  }

  @Nullable String replace(
      @Nullable String text,
      @Nullable Object token,
      @Nullable Object replacement,
      @Nullable Number limit)
      throws Throwable {
    if (text == null) {
      return null;
    }
    StringBuilder replaced = new StringBuilder();
    Matcher matcher = matcher(text, token);
    int from = 0;
    for (int count = 0; count < most(limit) && matcher.find(); count++) {
      replaced.append(text, from, matcher.start());
      replaced.append(replacement(matcher, token, replacement));
      from = matcher.end();
      Bounds.checkLength(replaced.length());
    }
    return replaced.append(text, from, text.length()).toString();
  }

  private Matcher matcher(String text, @Nullable Object token) {
    Pattern pattern =
        token instanceof Pattern regex
            ? regex
            : Pattern.compile(String.valueOf(token), Pattern.LITERAL);
    return pattern.matcher(new BoundedText(text, deadline));
  }

  private static String replacement(
      MatchResult match, @Nullable Object token, @Nullable Object replacement) throws Throwable {
    if (replacement instanceof String text) {
      return token instanceof Pattern ? expand(text, match) : text;
    }
    Object made = Functions.funcApply(replacement, List.of(describe(match)));
    if (made instanceof String text) {
      return text;
    }
    throw new LimitException("has a function in $replace that does not make a text");
  }

  /** {@code $1} stands for a group, {@code $0} for the match, {@code $$} for a dollar sign. */
  private static String expand(String replacement, MatchResult match) {
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (c == '$' && next >= '0' && next <= '9') {
        int group = next - '0';
        String value = group <= match.groupCount() ? match.group(group) : "";
        expanded.append(value == null ? "" : value);
        i++;
      } else {
        expanded.append(c);
        i += c == '$' && next == '$' ? 1 : 0;
      }
    }
    return expanded.toString();
  }

  private static Map<String, Object> describe(MatchResult match) {
    List<Object> groups = new ArrayList<>();
    for (int i = 1; i <= match.groupCount(); i++) {
      groups.add(match.group(i) == null ? "" : match.group(i));
    }
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("match", match.group());
    description.put("groups", groups);
    return description;
  }

  private static int most(@Nullable Number limit) {
    if (limit != null && limit.intValue() < 0) {
      throw new LimitException("has a negative limit " + limit);
    }
    return limit == null ? Integer.MAX_VALUE : limit.intValue();
  }
}
