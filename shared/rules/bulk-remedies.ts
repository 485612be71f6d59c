/** What may be done to many exceptions at once: remedies that are right without a look at the details of each. */
export const BULK_REMEDIES: readonly string[] = [
  'accept',
  'approve',
  'count',
  'hold',
  'keep',
  'put-back',
  're-allocate',
  'recount',
  'reverse',
  'review',
  'stop-shipment',
  'swap',
  'write-off',
]
