package io.obsrv.lifecycle;

import io.obsrv.archive.BundlePlaces;
import io.obsrv.connector.Connectors;
import io.obsrv.dataset.Registry;
import io.obsrv.event.ArchiveStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.Layouts;
import io.obsrv.ingest.IngestEngine;
import java.time.Clock;

/**
 * What managing datasets needs.
 *
 * @param registry where datasets are kept
 * @param store where their rows are
 * @param archives takes their rows out and puts them back
 * @param bundles where the rows of archived datasets are
 * @param layouts the layouts of versions
 * @param connectors the connectors their sources may use
 * @param engine the running side
 * @param moves whose rows are being moved
 * @param clock says when things happen
 * @param fourEyes whether an author's version needs somebody else's approval
 */
public record Desk(
    Registry registry,
    DataStore store,
    ArchiveStore archives,
    BundlePlaces bundles,
    Layouts layouts,
    Connectors connectors,
    IngestEngine engine,
    RowMoves moves,
    Clock clock,
    boolean fourEyes) {}
