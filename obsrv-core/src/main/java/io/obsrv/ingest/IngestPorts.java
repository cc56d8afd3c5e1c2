package io.obsrv.ingest;

import io.obsrv.connector.Connectors;
import io.obsrv.dataset.LeaseStore;
import io.obsrv.event.ConnectorStore;
import io.obsrv.event.DataStore;
import io.obsrv.event.Leases;
import io.obsrv.event.QuarantineStore;
import io.obsrv.policy.Retries;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;

/**
 * What ingestion needs beside the registry.
 *
 * @param store where records go
 * @param quarantine where records that failed are
 * @param runs where connectors keep how they are doing
 * @param leaseStore where the leases on the work of connectors are
 * @param leases those that this library instance has
 * @param connectors the connectors there are
 * @param clock says when records arrive
 * @param retries how often a connector is tried again
 * @param threads makes threads, which are named and made daemons here
 */
public record IngestPorts(
    DataStore store,
    QuarantineStore quarantine,
    ConnectorStore runs,
    LeaseStore leaseStore,
    Leases leases,
    Connectors connectors,
    Clock clock,
    Retries retries,
    ThreadFactory threads) {}
