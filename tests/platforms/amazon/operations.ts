/** Published default rate (requests a second) and burst of each operation served: amzn/selling-partner-api-models@34dc93fe45. */
export const OPERATIONS = {
  searchOrders: { rate: 0.0056, burst: 20 },
  getOrder: { rate: 0.5, burst: 30 },
  confirmShipment: { rate: 2, burst: 10 },
  searchListingsItems: { rate: 5, burst: 5 },
  getListingsItem: { rate: 5, burst: 10 },
  patchListingsItem: { rate: 5, burst: 5 },
  getInventorySummaries: { rate: 2, burst: 2 },
  createFeedDocument: { rate: 0.5, burst: 15 },
  createFeed: { rate: 0.0083, burst: 15 },
  getFeed: { rate: 2, burst: 15 },
  getFeeds: { rate: 0.0222, burst: 10 },
  getFeedDocument: { rate: 0.0222, burst: 10 },
} as const satisfies Record<string, { rate: number; burst: number }>

export type Operation = keyof typeof OPERATIONS
/** Also what has no usage plan: the token endpoint and the presigned URLs. */
export type Call = Operation | 'token' | 'upload' | 'download'
