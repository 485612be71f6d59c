/** What retailers take back money for (facts: the retailers' routing guides). Theirs is a code of their own beside it. */
export const CHARGEBACK_CATEGORIES = [
  'shortage',
  'overage',
  'late',
  'early',
  'asn-missing',
  'asn-late',
  'asn-mismatch',
  'label',
  'packaging',
  'routing',
  'price',
  'substitution',
  'damage',
  'other',
] as const
export type ChargebackCategory = (typeof CHARGEBACK_CATEGORIES)[number]

/** "ASN missing", as people write it. */
export const chargebackCategory = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')

/** `open`: nobody has answered it yet. */
export type ChargebackState = 'open' | 'disputed' | 'accepted' | 'won' | 'lost'
