/** How the server and the floor behind it are doing: what somebody should look after first, then all that is known. */

import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Failure, Note } from '../ui/note.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { timeOfDay } from '../words.ts'
import type { Status } from './contract.ts'
import { Devices } from './devices.tsx'
import { Platforms } from './platforms.tsx'
import { useStatus } from './queries.ts'
import { ServerFacts } from './server-facts.tsx'
import styles from './status.module.css'
import { type Trouble, troubles } from './status-words.ts'
import { Waiting } from './waiting.tsx'

export default function StatusScreen() {
  const { data, error } = useStatus()
  return (
    <Screen
      title={t('Status')}
      say={
        data &&
        t('How the server and the floor are doing, as of {timeOfDay}.', {
          timeOfDay: timeOfDay(Date.parse(data.server.now)),
        })
      }
      tools={<Failure of={error} />}
    >
      <Scroll>{data && <Known status={data} />}</Scroll>
    </Screen>
  )
}

function Known({ status }: { status: Status }) {
  const { now } = status.server
  return (
    <>
      <Summary found={troubles(status)} />
      <div className={styles.beside}>
        <ServerFacts status={status} />
        <Waiting parked={status.parked} exceptions={status.exceptions} now={now} />
      </div>
      <Devices devices={status.devices} now={now} version={status.server.version} />
      <Platforms connectors={status.connectors} now={now} />
    </>
  )
}

function Summary({ found }: { found: Trouble[] }) {
  if (found.length === 0) return <Note tone="ok">{t('Server, devices and platforms are well.')}</Note>
  return (
    <ul className={styles.troubles} aria-label={t('Needs somebody')}>
      {found.map(({ tone, says, href }) => (
        <li key={says}>
          <Note tone={tone}>
            {says} {href !== undefined && <Link href={href}>{t('Go there')}</Link>}
          </Note>
        </li>
      ))}
    </ul>
  )
}
