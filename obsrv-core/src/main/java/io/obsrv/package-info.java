/**
 * The front door. An {@link io.obsrv.Obsrv} is one library instance on one {@link
 * io.obsrv.storage.Storage}, or with more at other locations; {@link io.obsrv.Session} is the same
 * instance used by a named actor. Its accessors follow the way of the data:
 *
 * <table>
 * <caption>Accessors</caption>
 * <tr><td>{@code datasets()}</td><td>declare, review, publish, retire: {@link io.obsrv.lifecycle}</td></tr>
 * <tr><td>{@code connectors()}</td><td>which connectors there are: {@link io.obsrv.connector}</td></tr>
 * <tr><td>{@code ingestion()}</td><td>push records, run sources: {@link io.obsrv.ingest}</td></tr>
 * <tr><td>{@code tables()}</td><td>read aggregate tables: {@link io.obsrv.query}</td></tr>
 * <tr><td>{@code queries()}</td><td>ask: {@link io.obsrv.query}</td></tr>
 * <tr><td>{@code governance()}</td><td>answer for it: {@link io.obsrv.governance}</td></tr>
 * <tr><td>{@code monitor()}</td><td>watch it: {@link io.obsrv.monitor}</td></tr>
 * </table>
 */
@NullMarked
package io.obsrv;

import org.jspecify.annotations.NullMarked;
