/**
 * Runnable programs of one screen each. {@link io.obsrv.examples.Quickstart} is the one to run
 * first: without arguments it tells {@link io.obsrv.examples.EarthquakeStory}, with a file it does
 * the same as {@link io.obsrv.examples.FileJob}.
 */
@NullMarked
package io.obsrv.examples;

import org.jspecify.annotations.NullMarked;
