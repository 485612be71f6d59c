import type { ExceptionRow } from './remedies/remedy.ts'

/** The expected receipt that an over-receipt is about: its subject is `RECEIPT/SKU`, and an SKU may hold slashes. */
export const receiptOf = ({ subject, sku }: ExceptionRow): string => subject.slice(0, -(sku?.length ?? 0) - 1)
