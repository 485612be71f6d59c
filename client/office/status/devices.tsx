import { CircleCheck, CircleHelp, CircleSlash, Clock, TriangleAlert } from 'lucide-react'
import parts from '../ui/parts.module.css'
import { type StateKind, StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { StatusDevice } from './contract.ts'
import styles from './status.module.css'
import { agoOf, type DeviceState, deviceState, forText, unsentMs, worstFirst } from './status-words.ts'

const KINDS: Record<DeviceState, StateKind> = {
  'unsent-long': { word: 'Unsent for long', icon: TriangleAlert, tone: 'bad' },
  unsent: { word: 'Unsent', icon: Clock, tone: 'warn' },
  well: { word: 'In step', icon: CircleCheck, tone: 'ok' },
  'told-nothing': { word: 'Does not tell', icon: CircleHelp, tone: 'plain' },
  never: { word: 'Never heard', icon: CircleSlash, tone: 'plain' },
}

/** Each device that is enrolled, the worst first. */
export function Devices({ devices, now }: { devices: readonly StatusDevice[]; now: string }) {
  if (devices.length === 0) return <p className={parts.say}>No device is enrolled in this warehouse.</p>
  return (
    <section aria-label="Devices" className={styles.wide}>
      <table className={table.small}>
        <caption>Devices, the worst first</caption>
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col">State</th>
            <th scope="col">Last heard</th>
            <th scope="col" className={table.number}>
              Unsent
            </th>
            <th scope="col" className={styles.pad}>
              Oldest unsent
            </th>
            <th scope="col">App</th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(devices, now).map((device) => (
            <Row key={device.id} device={device} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ device, now }: { device: StatusDevice; now: string }) {
  const { id, contactAt, unsent, appVersion } = device
  const waited = unsentMs(device, now)
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>
        <StateTag kind={KINDS[deviceState(device, now)]} />
      </td>
      <td className={styles.when}>{agoOf(contactAt, now)}</td>
      <td className={table.number}>{unsent === null ? 'Not told' : figure(unsent)}</td>
      <td className={`${styles.pad} ${styles.when}`}>{waited === null ? 'None' : `for ${forText(waited)}`}</td>
      <td>{appVersion ?? 'Not told'}</td>
    </tr>
  )
}
