import {
  BatteryCharging,
  BatteryMedium,
  BatteryWarning,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Clock,
  TriangleAlert,
} from 'lucide-react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import parts from '../ui/parts.module.css'
import { type StateKind, StateTag } from '../ui/state.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import type { StatusDevice } from './contract.ts'
import { type BatteryState, batteryState, isOld, whoText, workText } from './presence-words.ts'
import styles from './status.module.css'
import { agoOf, type DeviceState, deviceState, forText, unsentMs, worstFirst } from './status-words.ts'

const KINDS: Record<DeviceState, StateKind> = {
  'unsent-long': { word: t('Unsent for long'), icon: TriangleAlert, tone: 'bad' },
  unsent: { word: t('Unsent'), icon: Clock, tone: 'warn' },
  well: { word: t('In step'), icon: CircleCheck, tone: 'ok' },
  'told-nothing': { word: t('Does not tell'), icon: CircleHelp, tone: 'plain' },
  never: { word: t('Never heard'), icon: CircleSlash, tone: 'plain' },
}

interface DevicesProps {
  devices: readonly StatusDevice[]
  now: string
  /** Version of the server; null: not known. */
  version: string | null
}

/** Each device that is enrolled, the worst first: who works on it where, and how it is. */
export function Devices({ devices, now, version }: DevicesProps) {
  if (devices.length === 0) return <p className={parts.say}>{t('No device is enrolled in this warehouse.')}</p>
  return (
    <section aria-label={t('Devices')} className={styles.wide} ref={scrollFocus}>
      <table className={table.small}>
        <caption>{t('Devices, the worst first')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Device')}</th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('Who, and where')}</th>
            <th scope="col">{t('Last heard')}</th>
            <th scope="col" className={table.number}>
              {t('Unsent')}
            </th>
            <th scope="col" className={styles.pad}>
              {t('Battery')}
            </th>
            <th scope="col">{t('App')}</th>
          </tr>
        </thead>
        <tbody>
          {worstFirst(devices, now).map((device) => (
            <Row key={device.id} device={device} now={now} version={version} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ device, now, version }: { device: StatusDevice; now: string; version: string | null }) {
  const { id, contactAt, unsent, appVersion } = device
  const waited = unsentMs(device, now)
  return (
    <tr>
      <th scope="row">{id}</th>
      <td>
        <StateTag kind={KINDS[deviceState(device, now)]} />
      </td>
      <td>
        {whoText(device)}
        <span className={parts.under}>{workText(device, now)}</span>
      </td>
      <td className={styles.when}>{agoOf(contactAt, now)}</td>
      <td className={table.number}>
        {unsent === null ? t('Not told') : figure(unsent)}
        {waited !== null && (
          <span className={`${parts.under} ${styles.when}`}>{t('for {waited}', { waited: forText(waited) })}</span>
        )}
      </td>
      <td className={styles.pad}>
        <BatteryLeft of={device.battery} />
      </td>
      <td>
        <span className={styles.tagged}>
          {appVersion ?? t('Not told')}
          {isOld(appVersion, version) && <StateTag kind={OLD} title={t('Older than the server')} />}
        </span>
      </td>
    </tr>
  )
}

const OLD: StateKind = { word: t('Old'), icon: Clock, tone: 'warn' }

const BATTERIES: Record<BatteryState, StateKind> = {
  charging: { word: t('Charging'), icon: BatteryCharging, tone: 'plain' },
  good: { word: t('On battery'), icon: BatteryMedium, tone: 'plain' },
  low: { word: t('Low'), icon: BatteryWarning, tone: 'bad' },
}

function BatteryLeft({ of }: { of: StatusDevice['battery'] }) {
  if (of === null) return t('Not told')
  return (
    <span className={styles.tagged}>
      {t('{percent} %', { percent: of.percent })}
      <StateTag kind={BATTERIES[batteryState(of)]} />
    </span>
  )
}
