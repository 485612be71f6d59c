/** One exception: what it says, whose it is, what can be done, what is in danger, and how it came about. */

import { useState } from 'react'
import { Link } from 'wouter'
import { heard } from '../../language/heard.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { lotHref } from '../lots/queries.ts'
import { returnHref } from '../returns/queries.ts'
import { Action, ActionLink } from '../ui/action.tsx'
import { Drawer } from '../ui/drawer.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { momentText } from '../words.ts'
import type { ExceptionDetail, ExceptionItem } from './contract.ts'
import { CountTable, DangerTable } from './danger-table.tsx'
import { Evidence } from './evidence.tsx'
import styles from './exceptions.module.css'
import { isShortage } from './exceptions-view.ts'
import { OwnerSelect } from './owner-select.tsx'
import { putBackText } from './put-back-text.ts'
import { useException } from './queries.ts'
import { type Doing, RemedyDialog } from './remedy-dialog.tsx'
import { formFor, formRemedies, isParked } from './remedy-forms.ts'
import { Severity } from './severity.tsx'

export function ExceptionDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useException(id)
  return (
    <Drawer
      title={data ? spoken(data.type) : t('Exception')}
      note={data && t('Open since {openedAt}', { openedAt: momentText(data.openedAt) })}
      onClose={onClose}
    >
      {!data && <Failure of={error} />}
      {data && <Inside exception={data} />}
    </Drawer>
  )
}

function Inside({ exception }: { exception: ExceptionDetail }) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const [did, setDid] = useState<string | null>(null)
  const putBack = putBackText(exception)
  const open = exception.state === 'open'
  return (
    <>
      <p className={styles.row}>
        <Severity of={exception.severity} />
        <About exception={exception} />
      </p>
      {did !== null && <Note tone="ok">{did}</Note>}
      {!open && <Settled exception={exception} />}
      <p className={styles.sentence}>{exception.detail}</p>
      {putBack !== null && <Note>{putBack}</Note>}
      {exception.count && <CountTable count={exception.count} />}
      {open && <OwnerSelect exception={exception} />}
      {open && <Remedies exception={exception} onChoose={setDoing} />}
      <DangerTable endangers={exception.endangers} />
      <Evidence evidence={exception.evidence} />
      {doing && <RemedyDialog exception={exception} doing={doing} onDone={setDid} onClose={() => setDoing(null)} />}
    </>
  )
}

function Settled({ exception: { resolution, resolvedAt } }: { exception: ExceptionDetail }) {
  if (!resolution || resolvedAt === null) return null
  const what = resolution.by === 'ledger' ? t('It closed by itself') : `${resolution.by}: ${spoken(resolution.remedy)}`
  return (
    <Note tone="ok">
      {what}, {momentText(resolvedAt)}. {heard(resolution.note)}
    </Note>
  )
}

function About({ exception: { sku, lot, location, order, orderExternalId, returnId } }: { exception: ExceptionItem }) {
  return (
    <>
      {sku !== null && <Link href={`/office?item=${encodeURIComponent(sku)}`}>{sku}</Link>}
      {sku !== null && lot !== null && (
        <Link href={lotHref('/office/lots', { sku, lot })}>{t('lot {lot}', { lot })}</Link>
      )}
      {location !== null && <span>{location}</span>}
      {order !== null && orderExternalId !== null && (
        <Link href={`/office/orders?order=${encodeURIComponent(order)}`}>{orderExternalId}</Link>
      )}
      {returnId && <Link href={returnHref(returnId)}>{t('Its return')}</Link>}
    </>
  )
}

function Remedies({ exception, onChoose }: { exception: ExceptionDetail; onChoose: (doing: Doing) => void }) {
  const proposals = exception.proposals ?? []
  const remedies = formRemedies(exception)
  const parked = isParked(exception) ? exception.transaction : null
  return (
    <section className={styles.form} aria-label={t('What can be done')}>
      <h3 className={parts.heading}>{t('What can be done')}</h3>
      {isShortage(exception) && proposals.length === 0 && (
        <p>{t('It closes by itself when stock comes free. Look at the item for what could be moved.')}</p>
      )}
      <div className={styles.actions}>
        {proposals.map((proposal) => (
          <Action key={JSON.stringify(proposal.body)} onPress={() => onChoose({ proposal })}>
            {heard(proposal.label)}
          </Action>
        ))}
        {remedies.map((remedy) => {
          const { label, danger } = formFor(exception, remedy)
          return (
            <Action key={remedy} kind={danger ? 'danger' : undefined} onPress={() => onChoose({ remedy })}>
              {label}
            </Action>
          )
        })}
        {parked !== null && (
          <ActionLink kind="primary" href={`/office/exceptions?view=refused&refused=${encodeURIComponent(parked)}`}>
            {t('Mend or dismiss it')}
          </ActionLink>
        )}
      </div>
    </section>
  )
}
