/** An address as it is typed, and as it is sent: what is empty is not named. */
import { t } from '../../language/t.ts'
import type { Address } from './contract.ts'

export const ADDRESS_PARTS = [
  ['name', t('Business name')],
  ['phone', t('Phone')],
  ['street', t('Street')],
  ['city', t('City')],
  ['state', t('State')],
  ['zip', t('ZIP code')],
  ['country', t('Country')],
] as const satisfies readonly (readonly [keyof Address, string])[]

/** Null where nothing is filled in. */
export function addressToSend(typed: Address): Address | null {
  const parts = ADDRESS_PARTS.flatMap(([part]): [string, string][] => {
    const text = typed[part]?.trim() ?? ''
    return text === '' ? [] : [[part, text]]
  })
  return parts.length === 0 ? null : Object.fromEntries(parts)
}

export const addressText = (address: Address | null): string =>
  [address?.street, address?.city, [address?.state, address?.zip].filter(Boolean).join(' '), address?.country]
    .filter(Boolean)
    .join(', ')
