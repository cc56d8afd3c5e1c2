package io.obsrv.architecture.planted.event;

import java.sql.Connection;

/** Knows a database. */
record KnowsJdbc(Connection violation) {}
