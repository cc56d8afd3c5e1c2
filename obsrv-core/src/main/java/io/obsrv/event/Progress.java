package io.obsrv.event;

import java.util.Optional;

/**
 * The step a commit makes in reading a split of a source. It is refused unless the split still is
 * where the batch began.
 *
 * @param source the source's name
 * @param split the split's id
 * @param from where the batch began; empty for the beginning
 * @param to where it ends
 */
public record Progress(String source, String split, Optional<Checkpoint> from, Checkpoint to) {}
