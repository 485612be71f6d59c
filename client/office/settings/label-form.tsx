import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Input, Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import type { LabelSettings } from './contract.ts'
import { useLabelSettings, useMayChange } from './queries.ts'
import { Section, SettingForm } from './section.tsx'

const DIGITS = Array.from({ length: 10 }, (_, digit) => ({ value: String(digit), label: String(digit) }))
const DATES = [
  { value: 'expiry', label: t('Expiry: not to be sold after it') },
  { value: 'best-before', label: t('Best before: at its best until then') },
]

export function LabelSection() {
  const may = useMayChange()
  const { data, error } = useLabelSettings()
  return (
    <Section
      title={t('Labels')}
      say={t(
        'Cartons and pallets get a serial shipping container code (SSCC). It begins with the extension digit and your GS1 company prefix, and no serial is given out twice.',
      )}
    >
      {!may && <Note>{t('An administrator sees and changes this.')}</Note>}
      {may && !data && <Failure of={error} />}
      {data && <Form key={data.companyPrefix} settings={data} />}
    </Section>
  )
}

function Form({ settings }: { settings: LabelSettings }) {
  const [prefix, setPrefix] = useState(settings.companyPrefix ?? '')
  const [digit, setDigit] = useState(String(settings.extensionDigit ?? 0))
  const [dates, setDates] = useState<string>(settings.dates ?? 'expiry')
  const valid = /^\d{7,10}$/.test(prefix.trim())
  const body = { companyPrefix: prefix.trim(), extensionDigit: Number(digit), dates }
  return (
    <SettingForm path="/settings/labels" body={valid ? body : null} verb={t('Save the labels')}>
      <Input
        label={t('GS1 company prefix')}
        inputMode="numeric"
        value={prefix}
        onChange={setPrefix}
        hint={
          settings.serialsLeft === null
            ? t('7 to 10 digits, as GS1 gave it to you')
            : t('{serialsLeft} serials are left under it', { serialsLeft: settings.serialsLeft })
        }
        error={prefix !== '' && !valid ? t('A GS1 company prefix has 7 to 10 digits.') : undefined}
      />
      <Select label={t('Extension digit')} value={digit} onChange={setDigit} options={DIGITS} />
      <Select label={t('The date on lot labels is')} value={dates} onChange={setDates} options={DATES} />
    </SettingForm>
  )
}
