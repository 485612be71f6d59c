import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Drawer } from '../ui/drawer.tsx'
import { Input } from '../ui/field.tsx'
import { addressToSend } from './address.ts'
import { AddressFields } from './address-fields.tsx'
import type { Partner } from './contract.ts'
import { SettingForm } from './section.tsx'

const NUMBERS = [
  ['gln', 'GLN', t('13 digits')],
  ['ffrn', t('Food facility registration'), t('11 digits')],
  ['ggn', t('GLOBALG.A.P. number'), t('13 digits')],
  ['url', t('Web address of its traceability records'), t('Begins with https://')],
] as const

/** `partner` null: a new one, which gets its name here. */
export function PartnerDrawer({ partner, onClose }: { partner: Partner | null; onClose: () => void }) {
  const [name, setName] = useState(partner?.name ?? '')
  const [numbers, setNumbers] = useState(() =>
    Object.fromEntries(NUMBERS.map(([part]) => [part, partner?.[part] ?? ''])),
  )
  const [address, setAddress] = useState(partner?.address ?? {})
  const body = {
    ...Object.fromEntries(NUMBERS.map(([part]) => [part, numbers[part]?.trim() || null])),
    address: addressToSend(address),
  }
  return (
    <Drawer title={partner?.name ?? t('A partner')} onClose={onClose}>
      <SettingForm
        path={`/partners/${encodeURIComponent(name.trim())}`}
        body={name.trim() === '' ? null : body}
        verb={t('Save the partner')}
      >
        {partner === null && (
          <Input label={t('Name')} hint={t('As receipts and orders write it')} value={name} onChange={setName} />
        )}
        {NUMBERS.map(([part, label, hint]) => (
          <Input
            key={part}
            label={label}
            hint={hint}
            value={numbers[part] ?? ''}
            onChange={(text) => setNumbers({ ...numbers, [part]: text })}
          />
        ))}
        <AddressFields value={address} onChange={setAddress} />
      </SettingForm>
    </Drawer>
  )
}
