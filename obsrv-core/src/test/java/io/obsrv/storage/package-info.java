/**
 * What every storage must do, written once: each {@code …Contract} is run by memory, H2 and
 * PostgreSQL through a class that says no more than how to open one. {@link
 * io.obsrv.storage.Quakes}, {@link io.obsrv.storage.Batch} and {@link io.obsrv.storage.TestClock}
 * are what they try it with.
 */
package io.obsrv.storage;
