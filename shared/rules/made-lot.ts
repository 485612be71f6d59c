/**
 * The lot number of goods made in-house, where nobody gave one: its day and the end of the transaction that records it, such
 * as `261124-9F3A2C`. Handheld and server come to the same, so a label can be printed before the network is there.
 */
export const madeLot = (producedOn: string, transactionId: string): string =>
  `${producedOn.slice(2).replaceAll('-', '')}-${transactionId.slice(-6).toUpperCase()}`
