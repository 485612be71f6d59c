import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import { useWarehouse } from '../../warehouse.ts'
import { Section, SettingForm } from '../section.tsx'
import type { StorageSettings } from './contract.ts'
import { useStorage, useWho } from './queries.ts'
import { amountFault, moneyToSend, typedOf } from './typed.ts'

export function StorageSection() {
  const storage = useStorage()
  const warehouse = useWarehouse()
  return (
    <Section
      title={t('Storage')}
      say={t(
        'Entered for each item when a month is over, by its volume and the days that it lay here. A new price counts for every month that is not entered yet.',
      )}
    >
      {!(storage.data && warehouse.data) && <Failure of={storage.error ?? warehouse.error} />}
      {storage.data && warehouse.data && <Form settings={storage.data} currency={warehouse.data.currency} />}
    </Section>
  )
}

function Form({ settings, currency }: { settings: StorageSettings; currency: string }) {
  const who = useWho()
  const [typed, setTyped] = useState(() => typedOf(settings.perCubicMetreMonth, currency))
  const price = moneyToSend(typed)
  const body = price === undefined ? null : { perCubicMetreMonth: price }
  return (
    <SettingForm path="/settings/storage" body={body} verb={t('Save storage')} who={who}>
      <Input
        label={t('A cubic metre for a month, {currency}', { currency: typed.currency })}
        hint={t('Empty: no storage is entered')}
        inputMode="decimal"
        error={amountFault(typed)}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
      />
    </SettingForm>
  )
}
