import type { ReactNode } from 'react'
import { Details } from './details.tsx'
import styles from './target-card.module.css'

export interface TargetField {
  label: string
  value: string | number
  kind: 'location' | 'quantity'
  /** Beneath a quantity: "2 cases of 12". */
  note?: string | undefined
}

export interface TargetCardProps {
  /** At most two promoted fields; more would compete for the glance. */
  fields: readonly [TargetField] | readonly [TargetField, TargetField]
  /** Always shown below: ItemLine, LotTag. */
  children?: ReactNode
  /** Behind a tap. */
  details?: ReactNode
  /** The name of that tap, needed with details. */
  detailsLabel?: string | undefined
}

export function TargetCard({ fields, children, details, detailsLabel }: TargetCardProps) {
  return (
    <section className={styles.card}>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <div key={field.label} className={styles.field} data-kind={field.kind}>
            <dt className={styles.label}>{field.label}</dt>
            <dd className={styles.value} data-long={String(field.value).length > 8 || undefined}>
              {field.value}
            </dd>
            {field.note && <dd className={styles.label}>{field.note}</dd>}
          </div>
        ))}
      </dl>
      {children}
      {details && <Details label={detailsLabel ?? ''}>{details}</Details>}
    </section>
  )
}
