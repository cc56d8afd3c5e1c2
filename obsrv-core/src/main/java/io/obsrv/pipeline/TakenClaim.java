package io.obsrv.pipeline;

/**
 * A claim that the store found taken by another row.
 *
 * @param index the position of the candidate in its batch
 * @param rule the name of the rule that asked for the claim
 */
public record TakenClaim(int index, String rule) {}
