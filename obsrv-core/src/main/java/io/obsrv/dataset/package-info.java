/**
 * The dataset and its life cycle as facts. A {@link io.obsrv.dataset.DatasetDefinition} is what an
 * author declares; a {@link io.obsrv.dataset.DatasetVersion} is a numbered definition with its
 * review trail; {@link io.obsrv.dataset.Transitions} is the table of legal moves; {@link
 * io.obsrv.dataset.Registry} is the port that keeps them, by compare-and-set, with an audit trail
 * that {@link io.obsrv.dataset.AuditTrail} verifies. A {@link io.obsrv.dataset.DatasetDocument}
 * carries definitions from one store to another. A {@link io.obsrv.dataset.Location} is where rows
 * are; {@link io.obsrv.dataset.LeaseStore} is the port that says which of several processes does a
 * piece of work.
 */
@NullMarked
package io.obsrv.dataset;

import org.jspecify.annotations.NullMarked;
