/** What inspectors found, what they decided, and what it waits for. */

import { Check, CircleCheck, History, Hourglass, RotateCcw, Undo2, X } from 'lucide-react'
import { Link } from 'wouter'
import { DISPOSITION_WORDS } from '../../../shared/rules/disposition.ts'
import { t, told } from '../../language/t.ts'
import { useItemName } from '../counts/queries.ts'
import type { ExceptionItem } from '../exceptions/contract.ts'
import { lotHref } from '../lots/queries.ts'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { type StateKind, StateTag } from '../ui/state.tsx'
import { figure, momentText } from '../words.ts'
import type { Inspection, ReturnDetail, ReturnPhoto } from './contract.ts'
import { useExceptionsOf } from './exceptions-of.ts'
import { Photos } from './photos.tsx'
import { useReturnSettings } from './queries.ts'
import { conditionText, isChanged, questionText, waitsSay } from './return-words.ts'
import styles from './returns.module.css'

const STATES: Record<Inspection['state'], StateKind> = {
  done: { word: t('Done'), icon: CircleCheck, tone: 'ok' },
  waiting: { word: t('Waiting'), icon: Hourglass, tone: 'warn' },
  withdrawn: { word: t('Set aside'), icon: RotateCcw, tone: 'plain' },
  reversed: { word: t('Undone'), icon: Undo2, tone: 'plain' },
}

export function Inspections({ of }: { of: ReturnDetail }) {
  const exceptions = useExceptionsOf(of)
  if (of.inspections.length === 0) return null
  return (
    <section className={styles.part} aria-label={t('Inspections')}>
      <h3 className={parts.heading}>{t('Inspections')}</h3>
      {of.inspections.map((one) => (
        <OneInspection
          key={one.id}
          inspection={one}
          photos={of.photos}
          exception={exceptions.find(({ transaction }) => transaction === one.id)}
        />
      ))}
    </section>
  )
}

interface OneInspectionProps {
  inspection: Inspection
  photos: readonly ReturnPhoto[]
  /** That tells of what it waits for. */
  exception: ExceptionItem | undefined
}

function OneInspection({ inspection, photos, exception }: OneInspectionProps) {
  const settings = useReturnSettings().data
  const name = useItemName()
  const { state, sku, lot, quantity, condition, checklist, note, by, inspectedAt } = inspection
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
      <p className={parts.row}>
        <StateTag kind={STATES[state]} />
        <span>
          {figure(quantity)} × {name(sku)}
          {lot !== null && (
            <>
              , <Link href={lotHref('/office/lots', { sku, lot })}>{t('lot {lot}', { lot })}</Link>
            </>
          )}
        </span>
      </p>
      <p>
        <span className={styles.what}>{conditionText(settings, condition)}</span>, {by ?? t('not proven')},{' '}
        {momentText(inspectedAt)}
      </p>
      <Decided inspection={inspection} />
      {state === 'waiting' && <WaitsHere waitsFor={inspection.waitsFor} exception={exception} />}
      {checklist.length > 0 && (
        <ul className={styles.checks} aria-label={t('Checklist')}>
          {checklist.map(({ code, ok, note: remark }) => (
            <li key={code}>
              {ok ? <Check size={14} aria-hidden /> : <X size={14} aria-hidden />}
              <span data-ok={ok}>
                {questionText(settings, code)}: {ok ? t('yes') : t('no')}
                {remark && `. ${remark}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {note && <p>{note}</p>}
      <Photos photos={own} label={t('Photos of the inspection of {sku}', { sku })} />
    </article>
  )
}

/** Where it goes, and why not where the rules would have had it. */
function Decided({ inspection }: { inspection: Inspection }) {
  const { disposition, proposed, because, to, approvedBy, state, carriedOut, quantity, doneAt } = inspection
  return (
    <p>
      <span className={styles.what}>{told(DISPOSITION_WORDS[disposition])}</span>
      {to !== null && t(' at {to}', { to })}
      {doneAt !== null && state === 'done' && `, ${momentText(doneAt)}`}
      {carriedOut > 0 &&
        carriedOut < quantity &&
        t(', {carriedOut} of {quantity} carried out', { carriedOut, quantity })}
      {approvedBy !== null && t(', allowed by {approvedBy}', { approvedBy })}
      {isChanged(inspection) && proposed !== null && (
        <span className={parts.under}>
          <History size={13} aria-hidden />{' '}
          {t('The rules proposed: {disposition}', { disposition: told(DISPOSITION_WORDS[proposed]).toLowerCase() })}
          {because && t('. Changed because: {because}', { because })}
        </span>
      )}
    </p>
  )
}

interface WaitsHereProps {
  waitsFor: Inspection['waitsFor']
  exception: ExceptionItem | undefined
}

function WaitsHere({ waitsFor, exception }: WaitsHereProps) {
  return (
    <Note tone="warn">
      {waitsFor === null ? t('It waits.') : t('It waits for {waitsFor}.', { waitsFor: waitsSay(waitsFor) })}{' '}
      {exception && (
        <Link href={`/office/exceptions?exception=${encodeURIComponent(exception.id)}`}>{t('Settle it')}</Link>
      )}
    </Note>
  )
}
