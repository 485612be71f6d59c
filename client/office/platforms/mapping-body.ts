/** How a listing is mapped, as it is typed and as it is sent. */
import { t } from '../../language/t.ts'
import { parseQuantity } from '../words.ts'
import type { Mapping } from './contract.ts'

export interface TypedMapping {
  listing: string
  sku: string
  packQuantity: string
  mode: Mapping['mode']
  /** Empty: no limit. */
  cap: string
  percent: string
  buffer: string
}

export const NEW_MAPPING: TypedMapping = {
  listing: '',
  sku: '',
  packQuantity: '1',
  mode: 'on',
  cap: '',
  percent: '100',
  buffer: '0',
}

export const typedMapping = ({ listing, sku, packQuantity, mode, cap, percent, buffer }: Mapping): TypedMapping => ({
  listing,
  sku,
  packQuantity: String(packQuantity),
  mode,
  cap: cap === null ? '' : String(cap),
  percent: String(percent),
  buffer: String(buffer),
})

export type MappingPart = keyof TypedMapping

/** A part that is left empty is as it is with a new listing. */
export function mappingToSend(typed: TypedMapping): {
  mapping: Mapping
  faults: Partial<Record<MappingPart, string>>
} {
  const faults: Partial<Record<MappingPart, string>> = {}
  const listing = typed.listing.trim()
  const sku = typed.sku.trim()
  if (listing === '') faults.listing = t('The listing is missing.')
  else if (listing.length > 200) faults.listing = t('A listing has at most 200 characters.')
  if (sku === '') faults.sku = t('The item is missing.')
  const whole = (part: 'packQuantity' | 'cap' | 'percent' | 'buffer', least: number, most: number): number | null => {
    const text = typed[part].trim() === '' ? NEW_MAPPING[part] : typed[part]
    if (text === '') return null
    const value = parseQuantity(text)
    if (value === null || value < least || value > most) faults[part] = WHOLE[part]
    return value
  }
  return {
    mapping: {
      listing,
      sku,
      packQuantity: whole('packQuantity', 1, MOST) ?? 1,
      mode: typed.mode,
      cap: whole('cap', 0, MOST),
      percent: whole('percent', 1, 100) ?? 100,
      buffer: whole('buffer', 0, MOST) ?? 0,
    },
    faults,
  }
}

const MOST = 10_000_000

const WHOLE = {
  packQuantity: t('A pack has a whole number of units, 1 or more.'),
  cap: t('The cap is a whole number, or empty.'),
  percent: t('The percentage is a whole number from 1 to 100.'),
  buffer: t('The buffer is a whole number.'),
} as const

/** Without what the server adds to it. */
export const mappingOf = ({ listing, sku, packQuantity, mode, cap, percent, buffer }: Mapping): Mapping => ({
  listing,
  sku,
  packQuantity,
  mode,
  cap,
  percent,
  buffer,
})
