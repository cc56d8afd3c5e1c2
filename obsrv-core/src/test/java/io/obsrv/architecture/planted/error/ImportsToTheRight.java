package io.obsrv.architecture.planted.error;

import io.obsrv.architecture.planted.schema.Innocent;

/** Uses a package that comes after its own. */
record ImportsToTheRight(Innocent violation) {}
