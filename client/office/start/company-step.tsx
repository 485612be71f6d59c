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

/** Only what is typed is kept here: what is read again meanwhile shows where nothing was. */
function Form({ warehouse }: { warehouse: Warehouse }) {
  const [typed, setTyped] = useState<Partial<Warehouse>>({})
  const address: Address = typed.address ?? warehouse.address ?? {}
  const currency = typed.currency ?? warehouse.currency
  const timeZone = typed.timeZone ?? proposedZone(warehouse)
  const sent = addressToSend(address)
  const whole = sent?.name !== undefined && isCurrency(currency) && isZone(timeZone)
  const change = (part: Partial<Warehouse>) => setTyped({ ...typed, ...part })
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
        <AddressFields value={address} onChange={(next) => change({ address: next })} />
        <div className={styles.pair}>
          <CurrencyField value={currency} onChange={(next) => change({ currency: next })} />
          <ZoneField value={timeZone} onChange={(next) => change({ timeZone: next })} />
        </div>
      </SettingForm>
    </div>
  )
}

/** A new server stands in UTC until somebody says where it is: most likely where they sit. */
export const proposedZone = ({ timeZone }: Pick<Warehouse, 'timeZone'>): string =>
  timeZone === 'UTC' ? ownZone() : timeZone
