/** The page that a desk begins with: what needs a person now, the figures that matter today, and how the last days went. */
import { t } from '../../language/t.ts'
import { Failure } from '../ui/note.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { weekdayText } from '../words.ts'
import { Channels } from './channels.tsx'
import type { Today } from './contract.ts'
import { Figures } from './figures.tsx'
import { Needs } from './needs.tsx'
import { useTodayPage } from './queries.ts'
import { Shipped } from './shipped.tsx'
import styles from './today.module.css'

export function TodayScreen() {
  const { data, error } = useTodayPage()
  return (
    <Screen title={t('Today')} say={data && weekdayText(data.day)} tools={!data && <Failure of={error} />}>
      <Scroll>{data && <Page today={data} />}</Scroll>
    </Screen>
  )
}

function Page({ today }: { today: Today }) {
  return (
    <div className={styles.page}>
      <Needs today={today} />
      <div className={styles.beside}>
        <Figures today={today} />
        {today.shipped && <Shipped days={today.shipped} />}
        {today.channels && <Channels channels={today.channels} day={today.day} />}
      </div>
    </div>
  )
}
