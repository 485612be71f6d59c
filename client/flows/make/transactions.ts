/** What making records: one fact that names all lots that went in and came out. */
import type { NewTransaction } from '../../outbox/append.ts'
import { isWhole, shortText } from '../reference-document.ts'
import type { MakeState } from './state.ts'

const lotOf = (lot: string | null): string | null => (lot === '' ? null : lot)

export function makeTransaction({ kind, consumed, made, document }: MakeState): NewTransaction | null {
  const reference = isWhole(document)
    ? {
        documentType: shortText(document.documentType),
        documentNumber: shortText(document.documentNumber),
      }
    : {}
  const produced = made.map(({ item, lot, expiresOn, producedOn, quantity, location }) => ({
    sku: item.sku,
    lot: lotOf(lot),
    quantity: quantity ?? 0,
    location: location ?? '',
    producedOn,
    ...(expiresOn === null ? {} : { expiresOn }),
  }))
  const [only] = produced
  if (kind === null || only === undefined) return null
  if (kind === 'receipt') return { type: 'produce', payload: { ...only, ...reference } }
  return {
    type: 'transform',
    payload: {
      kind,
      consumed: consumed.map(({ item, lot, location, status, quantity }) => ({
        sku: item.sku,
        lot: lotOf(lot),
        location,
        status,
        quantity,
      })),
      produced,
      ...reference,
    },
  }
}
