package io.obsrv.dataset;

/**
 * Where the rows of an archived dataset are.
 *
 * @param file the name of the bundle in the directory of archives
 * @param sha256 the SHA-256 of the whole file, in hexadecimal digits
 */
public record Archive(String file, String sha256) {}
