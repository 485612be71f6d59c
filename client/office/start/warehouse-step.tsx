/** What this place is called, and where it stands. */
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { SettingForm } from '../settings/section.tsx'
import { Input } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { isZone, ZoneField } from '../ui/zone-field.tsx'
import { useWarehouses, type Warehouse, warehouseBody } from '../warehouse.ts'
import { proposedZone } from './company-step.tsx'
import styles from './start.module.css'

export function WarehouseStep({ code }: { code: string }) {
  const { data, error } = useWarehouses()
  const warehouse = data?.items.find((one) => one.code === code)
  return warehouse ? <Form key={code} warehouse={warehouse} /> : <Failure of={error} />
}

function Form({ warehouse }: { warehouse: Warehouse }) {
  const [typed, setTyped] = useState<Partial<Warehouse>>({})
  const name = typed.name ?? warehouse.name
  const timeZone = typed.timeZone ?? proposedZone(warehouse)
  const whole = name.trim() !== '' && isZone(timeZone)
  return (
    <div className={styles.form}>
      <p className={parts.prose}>
        {t(
          'Its code is {code}: devices, imports and the API name it so. Further warehouses are added at Settings, Places.',
          { code: warehouse.code },
        )}
      </p>
      <SettingForm
        path={`/warehouses/${warehouse.code}`}
        body={whole ? warehouseBody(warehouse, { name: name.trim(), timeZone }) : null}
        verb={t('Save the warehouse')}
      >
        <Input label={t('Name')} value={name} onChange={(next) => setTyped({ ...typed, name: next })} />
        <ZoneField value={timeZone} onChange={(next) => setTyped({ ...typed, timeZone: next })} />
      </SettingForm>
    </div>
  )
}
