import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { useDoing } from '../../shell/doing.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Note } from '../../ui/note.tsx'
import { useRequest } from '../../use-request.ts'
import { momentText } from '../../words.ts'
import settings from '../settings.module.css'
import styles from './access.module.css'
import { devicesFile } from './access-files.ts'
import { AccessList, EndOfRow } from './access-list.tsx'
import type { Device } from './contract.ts'
import { EnrolDialog } from './enrol-dialog.tsx'
import { useDevices, useOwnDevice } from './queries.ts'

export function DevicesSection() {
  const doing = useDoing()
  const [asked, setAsked] = useState<Device | null>(null)
  return (
    <AccessList
      title={t('Devices')}
      say={t(
        'Handhelds and desks that were enrolled with a code. A device that is lost is revoked; what it holds unsent stays on it.',
      )}
      found={useDevices()}
      add={{ word: t('Enrol a device'), press: () => doing.begin('enrol') }}
      file={devicesFile}
      first={t('Device')}
      between={[{ title: t('Warehouse') }, { title: t('Enrolled'), aside: true }]}
      row={(device) => (
        <tr key={device.id} className={device.revoked ? styles.gone : undefined}>
          <th scope="row" className={settings.first}>
            {device.id}
          </th>
          <td>{device.warehouse}</td>
          <td className={styles.aside}>{momentText(device.enrolledAt)}</td>
          <EndOfRow name={device.id} over={device.revoked ? t('Revoked') : null} onRevoke={() => setAsked(device)} />
        </tr>
      )}
    >
      {doing.what === 'enrol' && <EnrolDialog onClose={doing.stop} />}
      {asked && <RevokeDialog device={asked} onClose={() => setAsked(null)} />}
    </AccessList>
  )
}

function RevokeDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const request = useRequest()
  const own = useOwnDevice() === device.id
  const revoke = async () => {
    if (await request.send('POST', `/devices/${encodeURIComponent(device.id)}/revoke`, {})) onClose()
  }
  return (
    <Confirm
      title={t('Revoke {id}?', { id: device.id })}
      verb={t('Revoke')}
      danger
      request={request}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>
        {t(
          'It can read and send nothing any more, and whoever works on it is signed out: within a minute, or at its next contact. What it holds unsent stays on it, and is sent when it is enrolled again with a new code.',
        )}
      </p>
      {own && <Note tone="warn">{t('This is the device that you sit at: it signs you out, too.')}</Note>}
    </Confirm>
  )
}
