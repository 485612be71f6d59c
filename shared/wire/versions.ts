/** Versions that both sides must agree on. A test freezes the schemas behind them. */
export const PROTOCOL_VERSION = 1
