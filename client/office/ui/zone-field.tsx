/** Where a warehouse stands and what it reckons in, as the browser knows the names. */
import { t } from '../../language/t.ts'
import { Input } from './field.tsx'

/** The first is not in the browser's list, and is what many servers run on. */
const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]
const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency')

export interface PlaceFieldProps {
  value: string
  onChange: (value: string) => void
}

export function ZoneField({ value, onChange }: PlaceFieldProps) {
  return (
    <Input
      label={t('Time zone')}
      hint={t('Where the warehouse stands: its days begin and end there')}
      error={
        value !== '' && !isZone(value)
          ? t('This is no time zone. Choose one of the list, such as America/Chicago.')
          : undefined
      }
      value={value}
      onChange={onChange}
      list={ZONES}
    />
  )
}

export function CurrencyField({ value, onChange }: PlaceFieldProps) {
  return (
    <Input
      label={t('Currency')}
      hint={t('Costs and margins are reckoned in it')}
      error={
        value !== '' && !isCurrency(value) ? t('Give the currency as three capital letters, such as USD.') : undefined
      }
      value={value}
      onChange={(text) => onChange(text.toUpperCase())}
      list={CURRENCIES}
    />
  )
}

export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return text !== ''
  } catch {
    return false
  }
}

export const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text)

/** What this machine is set to. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
