/**
 * Shows that the tests of {@code io.obsrv.connector.tck} can fail: a source and a destination that
 * break the contract in one way at a time, and the group of tests that must find it.
 */
package io.obsrv.connector.faulty;
