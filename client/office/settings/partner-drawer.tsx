import { useState } from 'react'
import { Drawer } from '../ui/drawer.tsx'
import { Input } from '../ui/field.tsx'
import { addressToSend } from './address.ts'
import { AddressFields } from './address-fields.tsx'
import type { Partner } from './contract.ts'
import { SettingForm } from './section.tsx'

const NUMBERS = [
  ['gln', 'GLN', '13 digits'],
  ['ffrn', 'Food facility registration', '11 digits'],
  ['ggn', 'GLOBALG.A.P. number', '13 digits'],
  ['url', 'Web address of its traceability records', 'Begins with https://'],
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
    <Drawer title={partner?.name ?? 'A partner'} onClose={onClose}>
      <SettingForm
        path={`/partners/${encodeURIComponent(name.trim())}`}
        body={name.trim() === '' ? null : body}
        verb="Save the partner"
      >
        {partner === null && (
          <Input label="Name" hint="As receipts and orders write it" value={name} onChange={setName} />
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
