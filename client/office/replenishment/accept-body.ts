/** What is ordered of one supplier, as it is typed and as it is sent. */
import { t } from '../../language/t.ts'
import { parseQuantity } from '../words.ts'
import type { AcceptBody, ItemPlan } from './contract.ts'

export interface TypedLine {
  sku: string
  name: string
  quantity: string
  suggested: number
  minimum: number
  multiple: number
}

export interface TypedOrder {
  supplier: string
  reference: string
  expectedOn: string
  lines: readonly TypedLine[]
}

/** Who delivers what is made here, where nothing else is said: its planned receipts are found by that. */
const OWN_PRODUCTION = 'Production'

const supplierOf = ({ supplier, isMade }: ItemPlan): string | null => supplier ?? (isMade ? OWN_PRODUCTION : null)

/** As suggested; expected when the last of it is. */
export function typedOrder(plans: readonly ItemPlan[]): TypedOrder {
  const expected = plans.flatMap(({ order }) => order.expectedOn ?? []).sort()
  return {
    supplier: plans.map(supplierOf).find((supplier) => supplier !== null) ?? '',
    reference: '',
    expectedOn: expected.at(-1) ?? '',
    lines: plans.map(({ sku, name, order, minimum, multiple }) => ({
      ...{ sku, name, minimum, multiple },
      quantity: order.quantity > 0 ? String(order.quantity) : '',
      suggested: order.quantity,
    })),
  }
}

export const lineFault = ({ quantity }: TypedLine): string | null =>
  parseQuantity(quantity) ? null : t('Give a whole number, 1 or more.')

/** The supplier may agree to another quantity: it is said, and does not stop anybody. */
export function lineWarning({ quantity, minimum, multiple }: TypedLine): string | null {
  const units = parseQuantity(quantity)
  if (!units) return null
  const says: string[] = []
  if (units < minimum) says.push(t('Less than the minimum of {minimum}.', { minimum }))
  if (multiple > 1 && units % multiple !== 0)
    says.push(t('No multiple of {multiple}: {units}.', { multiple, units: nearest(units, multiple) }))
  return says.length === 0 ? null : says.join(' ')
}

/** "96 or 120 would be." */
function nearest(units: number, multiple: number): string {
  const below = Math.floor(units / multiple) * multiple
  return below > 0
    ? t('{below} or {below2} would be one', { below, below2: below + multiple })
    : t('{below} would be one', { below: below + multiple })
}

/** "Suggested 240; at least 48, in multiples of 24." */
export function lineHint({ suggested, minimum, multiple }: TypedLine): string {
  const terms = [
    minimum > 1 && t('at least {minimum}', { minimum }),
    multiple > 1 && t('in multiples of {multiple}', { multiple }),
  ]
  const text = terms.filter(Boolean).join(', ')
  const said = t('Suggested {suggested}', { suggested })
  return text === '' ? `${said}.` : `${said}; ${text}.`
}

/** Null while something is missing. */
export function acceptBody({ supplier, reference, expectedOn, lines }: TypedOrder): AcceptBody | null {
  if (supplier.trim() === '' || reference.trim() === '' || lines.length === 0) return null
  if (lines.some((line) => lineFault(line) !== null)) return null
  return {
    supplier: supplier.trim(),
    reference: reference.trim(),
    ...(expectedOn === '' ? {} : { expectedOn }),
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity: parseQuantity(quantity) ?? 0 })),
  }
}

/** Why what is selected cannot be ordered together; null where it can. */
export function whyNotTogether(plans: readonly ItemPlan[]): string | null {
  const made = plans.filter(({ isMade }) => isMade)
  if (made.length > 0 && made.length < plans.length)
    return t('{made}: made here, the others are not. Select either.', { made: made.map(({ name }) => name).join(', ') })
  const suppliers = new Set(plans.flatMap((plan) => supplierOf(plan) ?? []))
  return suppliers.size > 1 ? t('They come from several suppliers. Select those of one.') : null
}
