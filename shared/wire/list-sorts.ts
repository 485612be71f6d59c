/** Orders in which the lists of the API can be asked for, the usual one first. A minus: from the last to the first. */

/** By when they were placed, or by the day that they are due; what is due on no day is the last. */
export const ORDER_SORTS = ['-placed', 'placed', 'shipBy', '-shipBy'] as const
export type OrderSort = (typeof ORDER_SORTS)[number]

/** By item and number, by the day that they expire, or by their first receipt. */
export const LOT_SORTS = ['item', '-item', 'expires', '-expires', 'received', '-received'] as const
export type LotSort = (typeof LOT_SORTS)[number]

/** The worst first; the longest open first, or the newest; or by the day that the order in danger is due. */
export const EXCEPTION_SORTS = ['severity', 'opened', '-opened', 'shipBy'] as const
export type ExceptionSort = (typeof EXCEPTION_SORTS)[number]
