/** One lot: its facts, where it is, what it was made from and into, who has it, and its holds. */

import { Waypoints } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { t } from '../../language/t.ts'
import { Action, ActionLink } from '../ui/action.tsx'
import { Download } from '../ui/download.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { State } from '../ui/state.tsx'
import { useToday } from '../warehouse.ts'
import type { LotName, Trace } from './contract.ts'
import { Costs } from './costs.tsx'
import styles from './drawer.module.css'
import { HoldDialog } from './hold-dialog.tsx'
import { Holds } from './holds.tsx'
import { LotFactsTable, MadeTable, Places, ReceiptsTable, ShippedTable } from './lot-tables.tsx'
import { lotStates } from './lots-view.ts'
import { lotHref, lotPath, useTrace } from './queries.ts'
import { ReleaseDialog } from './release-dialog.tsx'

export function LotDrawer({ lot, onClose }: { lot: LotName; onClose: () => void }) {
  const { data, error } = useTrace(lot)
  return (
    <Drawer
      title={t('Lot {lot}', { lot: lot.lot })}
      note={
        <>
          {data?.lot.name} <Link href={`/office?item=${encodeURIComponent(lot.sku)}`}>{lot.sku}</Link>
        </>
      }
      onClose={onClose}
    >
      {!data && <Failure of={error} />}
      {data && <Inside trace={data} />}
    </Drawer>
  )
}

type Doing = 'hold' | 'release'

function Inside({ trace }: { trace: Trace }) {
  const { lot } = trace
  const today = useToday()
  const [doing, setDoing] = useState<Doing | null>(null)
  const stop = () => setDoing(null)
  const states = lotStates({ ...lot, held: lot.hold }, today)
  return (
    <>
      {states.length > 0 && (
        <p className={styles.row}>
          {states.map((name) => (
            <State key={name} name={name} />
          ))}
        </p>
      )}
      {lot.hold !== null && <Note tone="bad">{t('On hold: {hold}', { hold: lot.hold })}</Note>}
      {!lot.confirmed && (
        <Note tone="warn">
          {t('Nobody has received this lot yet, so that it cannot be sold. Complete it in its exception.')}
        </Note>
      )}
      <div className={styles.row}>
        <ActionLink kind="primary" icon={<Waypoints aria-hidden />} href={lotHref('/office/lots/trace', lot)}>
          {t('Trace')}
        </ActionLink>
        <Action kind="danger" onPress={() => setDoing('hold')}>
          {t('Hold…')}
        </Action>
        {lot.hold !== null && <Action onPress={() => setDoing('release')}>{t('Release…')}</Action>}
        <Download path={`/labels${lotPath(lot)}?format=pdf`} label={t('Label of lot {lot} as PDF', { lot: lot.lot })}>
          {t('Label')}
        </Download>
      </div>
      <LotFactsTable trace={trace} />
      <Places trace={trace} />
      <ReceiptsTable received={trace.received} />
      <Costs lot={lot} />
      <MadeTable caption={t('Made from')} made={trace.madeFrom} />
      <MadeTable caption={t('Made into')} made={trace.madeInto} />
      <ShippedTable shipped={trace.shipped} />
      <Holds holds={lot.holds} />
      {doing === 'hold' && <HoldDialog trace={trace} onClose={stop} />}
      {doing === 'release' && <ReleaseDialog lot={lot} onClose={stop} />}
    </>
  )
}
