/** The fields of a remedy, and what was typed into them as the server wants it. */

import { DISPOSITION_WORDS, DISPOSITIONS } from '../../../shared/rules/disposition.ts'
import { t, told } from '../../language/t.ts'
import { useLots } from '../lots/queries.ts'
import { Input, Select } from '../ui/field.tsx'
import { parseQuantity } from '../words.ts'
import { useReasons } from './queries.ts'
import type { FieldName, RemedyField } from './remedy-forms.ts'

export type Typed = Partial<Record<FieldName, string>>

export interface RemedyFieldsProps {
  fields: readonly RemedyField[]
  typed: Typed
  /** Whose lots are offered. */
  sku: string | null
  /** The field that the server turned down, and its sentence. */
  wrong?: { field: string; sentence: string } | undefined
  onChange: (typed: Typed) => void
}

/** To keep it is no decision. */
const PLACES_TO_GO = [
  { value: '', label: t('Choose…') },
  ...DISPOSITIONS.filter((one) => one !== 'keep').map((value) => ({ value, label: told(DISPOSITION_WORDS[value]) })),
]

const DATES: readonly FieldName[] = ['receivedOn', 'producedOn', 'expiresOn']

export function RemedyFields({ fields, typed, sku, wrong, onChange }: RemedyFieldsProps) {
  const reasons = useReasons(fields.some(({ name }) => name === 'reason'))
  const lots = useLotNumbers(fields.some(({ name }) => name === 'lot') ? sku : null)
  return fields.map(({ name, label, hint }) => {
    const shared = {
      label,
      hint,
      error: wrong?.field === name ? wrong.sentence : undefined,
      value: typed[name] ?? '',
      onChange: (text: string) => onChange({ ...typed, [name]: text }),
    }
    if (name === 'reason')
      return (
        <Select
          key={name}
          {...shared}
          options={[
            { value: '', label: t('Choose…') },
            ...reasons.map(({ code, label: word }) => ({ value: code, label: word })),
          ]}
        />
      )
    if (name === 'disposition') return <Select key={name} {...shared} options={PLACES_TO_GO} />
    if (DATES.includes(name)) return <Input key={name} {...shared} type="date" />
    return (
      <Input
        key={name}
        {...shared}
        inputMode={name === 'quantity' || name === 'sscc' ? 'numeric' : undefined}
        list={name === 'lot' ? lots : undefined}
      />
    )
  })
}

/** Of an item: those that another could be merged into. */
function useLotNumbers(sku: string | null): string[] {
  const { data } = useLots({ search: sku ?? '' }, sku !== null)
  return (data?.pages.flatMap(({ items }) => items) ?? []).filter((row) => row.sku === sku).map(({ lot }) => lot)
}

export const isWhole = (fields: readonly RemedyField[], typed: Typed): boolean =>
  fields.every(({ name, needed }) => !needed || (typed[name] ?? '').trim() !== '')

/** What was left empty is not sent: the server then chooses as it says. */
export function bodyOf(fields: readonly RemedyField[], typed: Typed): Record<string, string | number> {
  const body: Record<string, string | number> = {}
  for (const { name } of fields) {
    const text = (typed[name] ?? '').trim()
    if (text === '') continue
    body[name] = name === 'quantity' ? (parseQuantity(text) ?? text) : text
  }
  return body
}
