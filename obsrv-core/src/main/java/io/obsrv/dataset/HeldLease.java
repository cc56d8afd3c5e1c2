package io.obsrv.dataset;

import java.time.Duration;

/**
 * A lease as it was given. Whether it still holds, only the store knows: what is written under it
 * is held against its epoch.
 *
 * @param name what it is on, within its dataset
 * @param holder who has it: one library instance
 * @param epoch rises whenever the lease is given or taken away, and never falls
 * @param time how long it lasts from when it was given, renewed or used
 */
public record HeldLease(String name, String holder, long epoch, Duration time) {}
