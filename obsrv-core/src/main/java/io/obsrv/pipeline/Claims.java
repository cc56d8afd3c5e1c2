package io.obsrv.pipeline;

import io.obsrv.event.Candidate;
import io.obsrv.event.Claim;
import io.obsrv.event.Rejected;
import io.obsrv.event.Rejection;
import io.obsrv.policy.QualityRule;
import io.obsrv.policy.RuleAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what rules say where the store found their claims taken. Immutable. */
final class Claims {
  private final Check check;
  private final Map<String, QualityRule> rules;

  Claims(Check check, List<QualityRule> rules) {
    this.check = check;
    this.rules =
        rules.stream()
            .collect(Collectors.toUnmodifiableMap(QualityRule::name, Function.identity()));
  }

  Processed resolve(Processed processed, Set<TakenClaim> taken) {
    BatchRejection batch = new BatchRejection();
    List<Candidate> kept = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>(processed.rejected());
    for (Candidate candidate : processed.candidates()) {
      List<QualityRule> broken = broken(candidate, taken);
      broken.stream()
          .filter(rule -> rule.action() == RuleAction.REJECT_BATCH)
          .forEach(rule -> batch.broken(rule.name(), candidate.index()));
      Optional<QualityRule> rejecting =
          broken.stream().filter(rule -> rule.action() != RuleAction.WARN).findFirst();
      if (rejecting.isPresent()) {
        rejected.add(rejected(processed, candidate, check.taken(rejecting.get())));
      } else {
        kept.add(broken.isEmpty() ? candidate : warned(candidate, broken));
      }
    }
    batch
        .rejection()
        .ifPresent(
            rejection -> {
              kept.forEach(each -> rejected.add(rejected(processed, each, rejection)));
              kept.clear();
            });
    rejected.sort(Comparator.comparingInt(Rejected::index));
    return new Processed(
        processed.records(), kept, rejected, processed.envelopes(), List.of(), processed.work());
  }

  private List<QualityRule> broken(Candidate candidate, Set<TakenClaim> taken) {
    return candidate.claims().stream()
        .map(Claim::rule)
        .filter(rule -> taken.contains(new TakenClaim(candidate.index(), rule)))
        .flatMap(rule -> Stream.ofNullable(rules.get(rule)))
        .toList();
  }

  private static Rejected rejected(Processed processed, Candidate candidate, Rejection rejection) {
    int index = candidate.index();
    return new Rejected(index, processed.records().get(index), rejection, candidate.key());
  }

  private static Candidate warned(Candidate candidate, List<QualityRule> broken) {
    List<String> names = broken.stream().map(QualityRule::name).toList();
    return new Candidate(
        candidate.index(),
        candidate.row(),
        candidate.key(),
        candidate.extra(),
        candidate.bytes(),
        candidate.effect(),
        Stream.concat(candidate.warnings().stream(), names.stream()).toList(),
        candidate.claims());
  }
}
