import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Input, Select } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { useWarehouse, type Warehouse } from '../warehouse.ts'
import { addressToSend } from './address.ts'
import { AddressFields } from './address-fields.tsx'
import type { Address } from './contract.ts'
import { Section, SettingForm } from './section.tsx'

const POLICIES = [
  { value: 'enforce', label: t('Enforce: a younger lot needs a supervisor') },
  { value: 'warn', label: t('Warn: the picker is told, and may go on') },
] as const

export function WarehouseSection() {
  const { data, error } = useWarehouse()
  return (
    <Section
      title={t('Warehouse')}
      say={t(
        'How strictly pickers are held to the oldest lot, and how records of traceability name this place. An item may have a policy of its own.',
      )}
    >
      {!data && <Failure of={error} />}
      {data && <Form warehouse={data} />}
    </Section>
  )
}

function Form({ warehouse }: { warehouse: Warehouse }) {
  const { name, timeZone, currency } = warehouse
  const [policy, setPolicy] = useState(warehouse.rotationPolicy)
  const [gln, setGln] = useState(warehouse.gln ?? '')
  const [address, setAddress] = useState<Address>(warehouse.address ?? {})
  const body = {
    name,
    timeZone,
    currency,
    rotationPolicy: policy,
    address: addressToSend(address),
    ...(gln.trim() === '' ? {} : { gln: gln.trim() }),
  }
  return (
    <SettingForm path={`/warehouses/${warehouse.code}`} body={body} verb={t('Save the warehouse')}>
      <Select
        label={t('Rotation')}
        value={policy}
        onChange={(value) => setPolicy(value as Warehouse['rotationPolicy'])}
        options={POLICIES}
      />
      <Input label={t('GLN')} hint={t('13 digits')} inputMode="numeric" value={gln} onChange={setGln} />
      <AddressFields value={address} onChange={setAddress} />
    </SettingForm>
  )
}
