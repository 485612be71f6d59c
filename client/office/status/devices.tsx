import { CircleCheck, CircleHelp, CircleSlash, Clock, TriangleAlert } from 'lucide-react'
import { t } from '../../language/t.ts'
import { DownloadMenu } from '../ui/download-menu.tsx'
import parts from '../ui/parts.module.css'
import { type StateKind, StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { StatusDevice } from './contract.ts'
import { devicesFile } from './devices-file.ts'
import styles from './status.module.css'
import { agoOf, type DeviceState, deviceState, forText, unsentMs, worstFirst } from './status-words.ts'

const KINDS: Record<DeviceState, StateKind> = {
  'unsent-long': { word: t('Unsent for long'), icon: TriangleAlert, tone: 'bad' },
  unsent: { word: t('Unsent'), icon: Clock, tone: 'warn' },
  well: { word: t('In step'), icon: CircleCheck, tone: 'ok' },
  'told-nothing': { word: t('Does not tell'), icon: CircleHelp, tone: 'plain' },
  never: { word: t('Never heard'), icon: CircleSlash, tone: 'plain' },
}

/** Each device that is enrolled, the worst first. */
export function Devices({ devices, now }: { devices: readonly StatusDevice[]; now: string }) {
  if (devices.length === 0) return <p className={parts.say}>{t('No device is enrolled in this warehouse.')}</p>
  return (
    <section aria-label={t('Devices')} className={styles.wide}>
      <table className={table.small}>
        <caption>{t('Devices, the worst first')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Device')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('Last heard')}</th>
            <th scope="col" className={table.number}>
              {t('Unsent')}
            </th>
            <th scope="col" className={styles.pad}>
              {t('Oldest unsent')}
            </th>
            <th scope="col">{t('App')}</th>
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
      <td className={table.number}>{unsent === null ? t('Not told') : figure(unsent)}</td>
      <td className={`${styles.pad} ${styles.when}`}>
        {waited === null ? t('None') : t('for {waited}', { waited: forText(waited) })}
      </td>
      <td>{appVersion ?? t('Not told')}</td>
    </tr>
  )
}

export const DevicesDownload = ({ devices, now }: { devices: readonly StatusDevice[]; now: string }) => (
  <DownloadMenu
    file={devicesFile(worstFirst(devices, now), (device) => KINDS[deviceState(device, now)].word)}
    off={devices.length === 0}
  />
)
