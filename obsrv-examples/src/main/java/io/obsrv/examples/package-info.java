/**
 * Runnable programs of one screen each. {@link io.obsrv.examples.Quickstart} is the one to run
 * first: without arguments it tells {@link io.obsrv.examples.EarthquakeStory}, with a file it does
 * the same as {@link io.obsrv.examples.FileJob}. {@link io.obsrv.examples.ReviewWorkflow} tells
 * what two people do with a dataset from its first draft to its archive.
 */
@NullMarked
package io.obsrv.examples;

import org.jspecify.annotations.NullMarked;
