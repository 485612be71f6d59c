import type { ExceptionItem } from '../exceptions/contract.ts'
import { useExceptions } from '../queries.ts'

/** What a person must settle about a return. */
export function useExceptionsOf(returnId: string): ExceptionItem[] {
  return useExceptions().data?.items.filter((one) => one.returnId === returnId) ?? []
}
