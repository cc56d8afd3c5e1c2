/**
 * Answering for datasets: the audit trail, which tells who did what and whether it is as it was
 * written; letting go of what is past its retention, by hand or on an {@link
 * io.obsrv.governance.ExpirySchedule}; and where everything of a dataset is, as a {@link
 * io.obsrv.governance.Residence}.
 */
@NullMarked
package io.obsrv.governance;

import org.jspecify.annotations.NullMarked;
