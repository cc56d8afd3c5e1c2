/**
 * A source that the application itself feeds: what {@link io.obsrv.connector.inbox.Inbox} has
 * acknowledged is on disk, and is read from there, whether the dataset is live, paused or not there
 * yet.
 */
@NullMarked
package io.obsrv.connector.inbox;

import org.jspecify.annotations.NullMarked;
