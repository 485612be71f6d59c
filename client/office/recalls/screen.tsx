/** Recall: find what is affected, see how far it went, hold it or rehearse that, and tell those who have it. One screen. */

import { useDeferredValue, useMemo, useState } from 'react'
import { lotKey } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { LotRow } from '../lots/contract.ts'
import { useLots } from '../lots/queries.ts'
import { useAddress } from '../shell/address.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { Search } from '../ui/field.tsx'
import { Failure } from '../ui/note.tsx'
import { Screen, Scroll, Tools } from '../ui/screen.tsx'
import { BeginDialog } from './begin-dialog.tsx'
import { Candidates } from './candidates.tsx'
import type { Subject } from './contract.ts'
import { History } from './history.tsx'
import { useReach } from './queries.ts'
import { ReachView } from './reach.tsx'
import { RecallView } from './recall-view.tsx'
import styles from './recalls.module.css'
import { type Chosen, chosenIn, chosenText, subjectText, supplierLotIn, toggled } from './subject.ts'

export default function RecallsScreen() {
  const { params, change } = useAddress()
  const id = params.get('recall')
  return id === null ? (
    <NewRecall onOpen={(recall) => change({ recall, lots: null, supplierLot: null }, true)} />
  ) : (
    <RecallView key={id} id={id} onBack={() => change({ recall: null })} />
  )
}

type Doing = 'hold' | 'drill'
const NO_ROWS: LotRow[] = []

function NewRecall({ onOpen }: { onOpen: (id: string) => void }) {
  const { params, change } = useAddress()
  const search = params.get('search') ?? ''
  const lotsNamed = params.get('lots')
  const chosen = useMemo(() => chosenIn(lotsNamed), [lotsNamed])
  const whole = params.get('supplierLot')
  const choose = (lots: Chosen, supplierLot: string | null = null) => change({ lots: chosenText(lots), supplierLot })
  const [doing, setDoing] = useState<Doing | null>(null)
  const wanted = useDeferredValue(search.trim())
  const lots = useLots({ search: wanted }, wanted !== '')
  const rows = (wanted === '' ? undefined : lots.data?.pages[0]?.items) ?? NO_ROWS
  const ids = useMemo(() => rows.map(({ sku, lot }) => lotKey(sku, lot)), [rows])
  const toggle = (row: LotRow) => choose(toggled(chosen, row))
  const byId = (key: string) => {
    const row = rows[ids.indexOf(key)]
    if (row) toggle(row)
  }
  const { at } = useListKeys({ ids, open: null, onOpen: byId, onToggle: byId })
  const subject = useMemo<Subject | null>(() => {
    if (whole !== null) return { supplierLot: whole }
    return chosen.size === 0 ? null : { lots: [...chosen.values()] }
  }, [whole, chosen])
  return (
    <Screen
      title={t('Recall')}
      say={t('From a lot, or a supplier’s lot, back to what went into it and forward to everyone who has it.')}
      tools={
        <Tools>
          <Search
            label={t('Search lot, supplier lot or SKU')}
            value={search}
            onChange={(text) => change({ search: text })}
          />
        </Tools>
      }
    >
      <Scroll>
        <Failure of={lots.error} />
        {wanted !== '' && lots.data && (
          <Candidates
            rows={rows}
            chosen={chosen}
            at={at}
            more={lots.hasNextPage}
            supplierLot={supplierLotIn(rows, wanted)}
            whole={whole}
            onToggle={toggle}
            onWhole={(supplierLot) => choose(new Map(), supplierLot)}
          />
        )}
        {subject && <Reached subject={subject} onNone={() => choose(new Map())} onDo={setDoing} />}
        <History onOpen={onOpen} />
      </Scroll>
      {subject && doing && (
        <BeginDialog subject={subject} drill={doing === 'drill'} onBegun={onOpen} onClose={() => setDoing(null)} />
      )}
    </Screen>
  )
}

interface ReachedProps {
  subject: Subject
  onNone: () => void
  onDo: (doing: Doing) => void
}

function Reached({ subject, onNone, onDo }: ReachedProps) {
  const reach = useReach(subject)
  return (
    <section className={styles.reached} aria-label={t('What it reaches')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('If {subject} is recalled', { subject: subjectText(subject) })}</h2>
        <div className={styles.actions}>
          <Action kind="quiet" onPress={onNone}>
            {t('Choose none')}
          </Action>
          <Action off={!reach.data} onPress={() => onDo('drill')}>
            {t('Run a drill…')}
          </Action>
          <Action kind="danger" off={!reach.data} onPress={() => onDo('hold')}>
            {t('Recall and hold…')}
          </Action>
        </div>
      </header>
      <Failure of={reach.error} />
      {reach.data && <ReachView reach={reach.data} />}
    </section>
  )
}
