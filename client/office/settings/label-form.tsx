import { useState } from 'react'
import { Input, Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { figure } from '../words.ts'
import type { LabelSettings } from './contract.ts'
import { useLabelSettings, useMayChange } from './queries.ts'
import { Section, SettingForm } from './section.tsx'

const DIGITS = Array.from({ length: 10 }, (_, digit) => ({ value: String(digit), label: String(digit) }))
const DATES = [
  { value: 'expiry', label: 'Expiry: not to be sold after it' },
  { value: 'best-before', label: 'Best before: at its best until then' },
]

export function LabelSection() {
  const may = useMayChange()
  const { data, error } = useLabelSettings()
  return (
    <Section
      title="Labels"
      say="Cartons and pallets get a serial shipping container code (SSCC). It begins with the extension digit and your GS1 company prefix, and no serial is given out twice."
    >
      {!may && <Note>An administrator sees and changes this.</Note>}
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
    <SettingForm path="/settings/labels" body={valid ? body : null} verb="Save the labels">
      <Input
        label="GS1 company prefix"
        inputMode="numeric"
        value={prefix}
        onChange={setPrefix}
        hint={
          settings.serialsLeft === null
            ? '7 to 10 digits, as GS1 gave it to you'
            : `${figure(settings.serialsLeft)} serials are left under it`
        }
        error={prefix !== '' && !valid ? 'A GS1 company prefix has 7 to 10 digits.' : undefined}
      />
      <Select label="Extension digit" value={digit} onChange={setDigit} options={DIGITS} />
      <Select label="The date on lot labels is" value={dates} onChange={setDates} options={DATES} />
    </SettingForm>
  )
}
