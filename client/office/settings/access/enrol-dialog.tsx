import { useEffect, useState } from 'react'
import { t } from '../../../language/t.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { Action } from '../../ui/action.tsx'
import { Select } from '../../ui/field.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import { useRequest } from '../../use-request.ts'
import { useWarehouses } from '../../warehouse.ts'
import { momentText } from '../../words.ts'
import type { Device, EnrolmentCode } from './contract.ts'
import { CodeLarge } from './once.tsx'
import { useDevices } from './queries.ts'

/** Somebody stands beside it with the new device in hand. */
const LOOK_MS = 2_000

const markOf = ({ id, enrolledAt }: Device): string => `${id} ${enrolledAt}`

/** A code of its own for each device. It asks for one as it opens, and says when the device has come. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const request = useRequest()
  const [code, setCode] = useState<EnrolmentCode | null>(null)
  const devices = useDevices(LOOK_MS).data?.items
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null)
  const come = before === null ? undefined : devices?.find((device) => !before.has(markOf(device)))
  const warehouses = useWarehouses().data
  const [place, setPlace] = useState<string | null>(null)
  const ask = async (where: string | null) => {
    setPlace(where)
    setBefore(new Set((devices ?? []).map(markOf)))
    const path = where === null ? '/devices/enrolments' : `/devices/enrolments?warehouse=${where}`
    setCode(await request.send<EnrolmentCode>('POST', path, {}))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => void ask(null), [])
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Enrol a device')}
      actions={
        <>
          {come && (
            <Action kind="primary" onPress={() => void ask(place)}>
              {t('Another device')}
            </Action>
          )}
          <Action onPress={onClose}>{t('Close')}</Action>
        </>
      }
    >
      <Failure of={request.failure} />
      {come && <Note tone="ok">{t('{id} is enrolled.', { id: come.id })}</Note>}
      {warehouses && warehouses.items.length > 1 && !come && (
        <Select
          label={t('It works in the warehouse')}
          value={place ?? warehouses.own}
          onChange={(where) => void ask(where)}
          options={warehouses.items.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
        />
      )}
      {code && !come && (
        <>
          <p>
            {t('Open Lotline on the device and scan this, or type the digits. A phone’s own camera can read it, too.')}
          </p>
          <CodeLarge code={code.code} url={`${window.location.origin}/#enrol=${code.code}`} />
          <p>{t('For one device, until {expiresAt}.', { expiresAt: momentText(code.expiresAt) })}</p>
        </>
      )}
    </Dialog>
  )
}
