/** A further warehouse: its code is for good, everything else can be changed. */
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { Input } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import { CurrencyField, isCurrency, isZone, ZoneField } from '../../ui/zone-field.tsx'
import { useRequest } from '../../use-request.ts'
import { useWarehouses } from '../../warehouse.ts'
import styles from '../settings.module.css'

const isCode = (text: string): boolean => /^[A-Z0-9][A-Z0-9-]{0,19}$/.test(text)

export function AddWarehouseDrawer({ onClose }: { onClose: () => void }) {
  const { data } = useWarehouses()
  return (
    <Drawer title={t('A warehouse')} onClose={onClose}>
      {data && (
        <Form taken={data.items.map(({ code }) => code)} like={data.items.find(({ code }) => code === data.own)} />
      )}
    </Drawer>
  )
}

interface FormProps {
  taken: readonly string[]
  like: { timeZone: string; currency: string } | undefined
}

function Form({ taken, like }: FormProps) {
  const request = useRequest()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [timeZone, setTimeZone] = useState(like?.timeZone ?? '')
  const [currency, setCurrency] = useState(like?.currency ?? '')
  const [made, setMade] = useState<string | null>(null)
  const isTaken = taken.includes(code) && code !== made
  const whole = isCode(code) && !isTaken && name.trim() !== '' && isZone(timeZone) && isCurrency(currency)
  const add = async () => {
    const body = { name: name.trim(), timeZone, currency }
    if (await request.send('PUT', `/warehouses/${code}`, body)) setMade(code)
  }
  if (made !== null)
    return (
      <div className={styles.form}>
        <Note tone="ok">{t('{name} is there, with one staging lane.', { name })}</Note>
        <p className={parts.prose}>
          {t('Next: its places, and its devices. A device works in one warehouse: enrol it with a code for this one.')}
        </p>
        <div className={styles.actions}>
          <ActionLink href={`/office/start?warehouse=${made}`} kind="primary">
            {t('Set it up')}
          </ActionLink>
          <ActionLink href="/office/settings?view=access">{t('Enrol a device')}</ActionLink>
        </div>
      </div>
    )
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      <Input
        label={t('Code')}
        hint={t('Capital letters, digits and dashes, such as EAST. It is never changed.')}
        error={codeFault(code, isTaken)}
        value={code}
        onChange={(text) => setCode(text.toUpperCase())}
      />
      <Input label={t('Name')} value={name} onChange={setName} />
      <ZoneField value={timeZone} onChange={setTimeZone} />
      <CurrencyField value={currency} onChange={setCurrency} />
      <Failure of={request.failure} />
      <div className={styles.actions}>
        <Action kind="primary" off={!whole || request.busy} onPress={() => void add()}>
          {request.busy ? t('Adding…') : t('Add the warehouse')}
        </Action>
      </div>
    </form>
  )
}

function codeFault(code: string, isTaken: boolean): string | undefined {
  if (code === '') return undefined
  if (isTaken) return t('There is a warehouse {code} already.', { code })
  return isCode(code) ? undefined : t('A warehouse code has 1 to 20 capital letters, digits or dashes.')
}
