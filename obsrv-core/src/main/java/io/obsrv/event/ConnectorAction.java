package io.obsrv.event;

/** What somebody can do to a connector of a dataset. */
public enum ConnectorAction {
  /** It was told to rest until it is resumed. */
  PAUSED,
  /** It was told to go on where it was. */
  RESUMED,
  /** It was told to stop until it is started. */
  STOPPED,
  /** It had stopped or failed, and was started with the others of its dataset. */
  STARTED,
  /** It was told to begin anew from where it was. */
  RESTARTED,
  /** It was told to read a split from another place. */
  RESET
}
