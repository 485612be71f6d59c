/** Who the company is: what labels, records of traceability and margins are written with. */
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { addressToSend } from '../settings/address.ts'
import { AddressFields } from '../settings/address-fields.tsx'
import type { Address } from '../settings/contract.ts'
import { SettingForm } from '../settings/section.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { CurrencyField, isCurrency, isZone, ownZone, ZoneField } from '../ui/zone-field.tsx'
import { useWarehouses, type Warehouse, warehouseBody } from '../warehouse.ts'
import styles from './start.module.css'

export function CompanyStep({ code }: { code: string }) {
  const { data, error } = useWarehouses()
  const warehouse = data?.items.find((one) => one.code === code)
  return warehouse ? <Form key={code} warehouse={warehouse} /> : <Failure of={error} />
}

function Form({ warehouse }: { warehouse: Warehouse }) {
  const [address, setAddress] = useState<Address>(warehouse.address ?? {})
  const [currency, setCurrency] = useState(warehouse.currency)
  const [timeZone, setTimeZone] = useState(proposedZone(warehouse))
  const sent = addressToSend(address)
  const whole = sent?.name !== undefined && isCurrency(currency) && isZone(timeZone)
  return (
    <div className={styles.form}>
      <p className={parts.prose}>
        {t(
          'The name and address as they are to stand on labels of cartons and in records of traceability. Several warehouses may have several.',
        )}
      </p>
      <SettingForm
        path={`/warehouses/${warehouse.code}`}
        body={whole ? warehouseBody(warehouse, { address: sent, currency, timeZone }) : null}
        verb={t('Save the company')}
      >
        <AddressFields value={address} onChange={setAddress} />
        <div className={styles.pair}>
          <CurrencyField value={currency} onChange={setCurrency} />
          <ZoneField value={timeZone} onChange={setTimeZone} />
        </div>
      </SettingForm>
    </div>
  )
}

/** A new server stands in UTC until somebody says where it is: most likely where they sit. */
export const proposedZone = ({ timeZone }: Pick<Warehouse, 'timeZone'>): string =>
  timeZone === 'UTC' ? ownZone() : timeZone
