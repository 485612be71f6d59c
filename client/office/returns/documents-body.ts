/** The documents of a chargeback, as they are typed and as they are sent. */
import { t } from '../../language/t.ts'
import { parseMoney, typedMoney } from '../amounts.ts'
import type { Chargeback } from './contract.ts'

export interface TypedDocuments {
  reference: string
  category: string
  code: string
  /** In whole units of the currency: "120.00". */
  amount: string
  disputeBy: string
}

export const NO_DOCUMENTS: TypedDocuments = { reference: '', category: '', code: '', amount: '', disputeBy: '' }

export function typedDocuments(chargeback: Chargeback | null): TypedDocuments {
  if (!chargeback) return NO_DOCUMENTS
  const { reference, category, code, amount, disputeBy } = chargeback
  return {
    reference: reference ?? '',
    category: category ?? '',
    code: code ?? '',
    amount: amount ? typedMoney(amount.amount, amount.currency) : '',
    disputeBy: disputeBy ?? '',
  }
}

/** Why an amount cannot be read; null: it can, or there is none. */
export const amountFault = ({ amount }: TypedDocuments, currency: string): string | null =>
  amount.trim() !== '' && parseMoney(amount, currency) === null
    ? t('Give an amount in {currency}.', { currency })
    : null

/** What was left empty is not sent: it can follow later. Null while the amount cannot be read. */
export function documentsBody(typed: TypedDocuments, currency: string): Record<string, unknown> | null {
  if (amountFault(typed, currency) !== null) return null
  const amount = parseMoney(typed.amount, currency)
  const texts = (['reference', 'category', 'code', 'disputeBy'] as const).flatMap((name) => {
    const text = typed[name].trim()
    return text === '' ? [] : [[name, text]]
  })
  return { ...Object.fromEntries(texts), ...(amount === null ? {} : { amount: { amount, currency } }) }
}
