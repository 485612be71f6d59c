import type { ExceptionItem } from '../exceptions/contract.ts'
import { useExceptions } from '../queries.ts'
import type { ReturnDetail } from './contract.ts'

/** What a person must settle about a return: said of it, or of what was recorded with its goods. */
export function useExceptionsOf({ id, goods, inspections }: ReturnDetail): ExceptionItem[] {
  const recorded = new Set([...goods, ...inspections].map((one) => one.id))
  const open = useExceptions().data?.items ?? []
  return open.filter(
    ({ returnId, transaction }) => returnId === id || (transaction !== null && recorded.has(transaction)),
  )
}
