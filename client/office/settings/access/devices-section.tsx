import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Action } from '../../ui/action.tsx'
import cell from '../../ui/cell.module.css'
import { Confirm } from '../../ui/confirm.tsx'
import { Failure, Note } from '../../ui/note.tsx'
import table from '../../ui/table.module.css'
import { useRequest } from '../../use-request.ts'
import { momentText } from '../../words.ts'
import { Section } from '../section.tsx'
import settings from '../settings.module.css'
import styles from './access.module.css'
import type { Device } from './contract.ts'
import { EnrolDialog } from './enrol-dialog.tsx'
import { useDevices, useOwnDevice } from './queries.ts'

export function DevicesSection() {
  const { data, error } = useDevices()
  const [enrolling, setEnrolling] = useState(false)
  const [asked, setAsked] = useState<Device | null>(null)
  return (
    <Section
      title="Devices"
      say="Handhelds and desks that were enrolled with a code. A device that is lost is revoked; what it holds unsent stays on it."
    >
      {!data && <Failure of={error} />}
      <div className={settings.actions}>
        <Action icon={<Plus aria-hidden />} onPress={() => setEnrolling(true)}>
          Enrol a device
        </Action>
      </div>
      {data && data.items.length > 0 && (
        <div className={styles.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" className={settings.first}>
                  Device
                </th>
                <th scope="col">Warehouse</th>
                <th scope="col" className={styles.aside}>
                  Enrolled
                </th>
                <th scope="col" className={cell.last}>
                  State
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((device) => (
                <tr key={device.id} className={device.revoked ? styles.gone : undefined}>
                  <th scope="row" className={settings.first}>
                    {device.id}
                  </th>
                  <td>{device.warehouse}</td>
                  <td className={styles.aside}>{momentText(device.enrolledAt)}</td>
                  <td className={cell.last}>
                    {device.revoked ? (
                      'Revoked'
                    ) : (
                      <Action label={`Revoke ${device.id}`} onPress={() => setAsked(device)}>
                        Revoke…
                      </Action>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
      {asked && <RevokeDialog device={asked} onClose={() => setAsked(null)} />}
    </Section>
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
      title={`Revoke ${device.id}?`}
      verb="Revoke"
      danger
      request={request}
      onConfirm={() => void revoke()}
      onClose={onClose}
    >
      <p>
        It can read and send nothing any more, and whoever works on it is signed out: within a minute, or at its next
        contact. What it holds unsent stays on it, and is sent when it is enrolled again with a new code.
      </p>
      {own && <Note tone="warn">This is the device that you sit at: it signs you out, too.</Note>}
    </Confirm>
  )
}
