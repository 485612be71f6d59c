/** What inspectors found, what they decided, and what it waits for. */
import { Check, CircleCheck, History, Hourglass, RotateCcw, Undo2, X } from 'lucide-react'
import { Link } from 'wouter'
import { DISPOSITION_WORDS } from '../../../shared/rules/disposition.ts'
import { useItemName } from '../counts/queries.ts'
import { lotHref } from '../lots/queries.ts'
import { Note } from '../ui/note.tsx'
import { type StateKind, StateTag } from '../ui/state.tsx'
import { figure, momentText } from '../words.ts'
import type { Inspection, ReturnPhoto } from './contract.ts'
import { useExceptionsOf } from './exceptions-of.ts'
import { Photos } from './photos.tsx'
import { useReturnSettings } from './queries.ts'
import { conditionText, isChanged, questionText, waitsSay } from './return-words.ts'
import styles from './returns.module.css'

const STATES: Record<Inspection['state'], StateKind> = {
  done: { word: 'Done', icon: CircleCheck, tone: 'ok' },
  waiting: { word: 'Waiting', icon: Hourglass, tone: 'warn' },
  withdrawn: { word: 'Set aside', icon: RotateCcw, tone: 'plain' },
  reversed: { word: 'Undone', icon: Undo2, tone: 'plain' },
}

export interface InspectionsProps {
  returnId: string
  inspections: readonly Inspection[]
  photos: readonly ReturnPhoto[]
}

export function Inspections({ returnId, inspections, photos }: InspectionsProps) {
  if (inspections.length === 0) return null
  return (
    <section className={styles.part} aria-label="Inspections">
      <h3 className={styles.heading}>Inspections</h3>
      {inspections.map((one) => (
        <OneInspection key={one.id} returnId={returnId} inspection={one} photos={photos} />
      ))}
    </section>
  )
}

interface OneInspectionProps {
  returnId: string
  inspection: Inspection
  photos: readonly ReturnPhoto[]
}

function OneInspection({ returnId, inspection, photos }: OneInspectionProps) {
  const settings = useReturnSettings().data
  const name = useItemName()
  const { id, state, sku, lot, quantity, condition, checklist, note, by, inspectedAt } = inspection
  const own = inspection.photos.map(
    (sha256) =>
      photos.find((photo) => photo.sha256 === sha256) ?? {
        sha256,
        stored: true,
        from: 'inspection' as const,
        at: null,
      },
  )
  return (
    <article className={styles.inspection} data-off={state === 'withdrawn' || state === 'reversed' || undefined}>
      <p className={styles.row}>
        <StateTag kind={STATES[state]} />
        <span>
          {figure(quantity)} × {name(sku)}
          {lot !== null && (
            <>
              , <Link href={lotHref('/office/lots', { sku, lot })}>lot {lot}</Link>
            </>
          )}
        </span>
      </p>
      <p>
        <span className={styles.what}>{conditionText(settings, condition)}</span>, {by ?? 'not proven'},{' '}
        {momentText(inspectedAt)}
      </p>
      <Decided inspection={inspection} />
      {state === 'waiting' && <WaitsHere returnId={returnId} id={id} inspection={inspection} />}
      {checklist.length > 0 && (
        <ul className={styles.checks} aria-label="Checklist">
          {checklist.map(({ code, ok, note: remark }) => (
            <li key={code}>
              {ok ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
              <span data-ok={ok}>
                {questionText(settings, code)}: {ok ? 'yes' : 'no'}
                {remark && `. ${remark}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {note && <p>{note}</p>}
      <Photos photos={own} label={`Photos of the inspection of ${sku}`} />
    </article>
  )
}

/** Where it goes, and why not where the rules would have had it. */
function Decided({ inspection }: { inspection: Inspection }) {
  const { disposition, proposed, because, to, approvedBy, state, carriedOut, quantity, doneAt } = inspection
  return (
    <p>
      <span className={styles.what}>{DISPOSITION_WORDS[disposition]}</span>
      {to !== null && ` at ${to}`}
      {doneAt !== null && state === 'done' && `, ${momentText(doneAt)}`}
      {carriedOut > 0 && carriedOut < quantity && `, ${figure(carriedOut)} of ${figure(quantity)} carried out`}
      {approvedBy !== null && `, allowed by ${approvedBy}`}
      {isChanged(inspection) && proposed !== null && (
        <span className={styles.under}>
          <History size={13} aria-hidden /> The rules proposed: {DISPOSITION_WORDS[proposed].toLowerCase()}
          {because && `. Changed because: ${because}`}
        </span>
      )}
    </p>
  )
}

function WaitsHere({
  returnId,
  id,
  inspection: { waitsFor },
}: {
  returnId: string
  id: string
  inspection: Inspection
}) {
  const exceptions = useExceptionsOf(returnId)
  const [exception] = [...exceptions.filter(({ transaction }) => transaction === id), ...exceptions]
  return (
    <Note tone="warn">
      {waitsFor === null ? 'It waits.' : `It waits for ${waitsSay(waitsFor)}.`}{' '}
      {exception && <Link href={`/office/exceptions?exception=${encodeURIComponent(exception.id)}`}>Settle it</Link>}
    </Note>
  )
}
