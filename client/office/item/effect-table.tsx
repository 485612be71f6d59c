import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { t } from '../../language/t.ts'
import type { Preview } from '../contract.ts'
import { useDesk } from '../desk.ts'
import { Failure, Note } from '../ui/note.tsx'
import table from '../ui/table.module.css'
import { figure } from '../words.ts'
import { effectOf, sharedEffect } from './effect.ts'

/** Asks what a change would do; null while what is typed is not yet a change. */
export function useEffectPreview(change: Record<string, unknown> | null) {
  const { api } = useDesk()
  // As text: a change is made anew at each drawing, and only what it says counts.
  const asked = useDeferredValue(change && JSON.stringify(change))
  return useQuery<Preview>({
    queryKey: ['preview', asked],
    enabled: asked !== null,
    queryFn: ({ signal }) => api.ask<Preview>('/protections/preview', JSON.parse(asked ?? '{}'), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

/** Before and after, beside each other. Read aloud when it changes. */
export function EffectTable({ preview, error }: { preview: Preview | undefined; error: Error | null }) {
  if (error) return <Failure of={error} />
  if (!preview) return <Note>{t('Type a figure to see what it would do.')}</Note>
  return (
    <div aria-live="polite">
      {preview.problem && <Note tone="bad">{preview.problem.detail}</Note>}
      <table className={table.small}>
        <caption>{t('What it would do')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Channel')}</th>
            <th scope="col" className={table.number}>
              {t('Protected')}
            </th>
            <th scope="col" className={table.number}>
              {t('ATP')}
            </th>
          </tr>
        </thead>
        <tbody>
          {effectOf(preview).map((row) => (
            <tr key={row.label} data-changed={row.changed || undefined}>
              <th scope="row">{row.label}</th>
              <td className={table.number}>{turn(row.protectedBefore, row.protectedAfter)}</td>
              <td className={table.number}>{turn(row.atpBefore, row.atpAfter)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('Shared by all')}</th>
            <td className={table.number} colSpan={2}>
              {turn(...sharedEffect(preview))}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const turn = (before: number, after: number): string =>
  before === after ? figure(before) : `${figure(before)} → ${figure(after)}`
