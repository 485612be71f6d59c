import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './choice-list.module.css'

export interface Choice<Id extends string> {
  id: Id
  label: string
  note?: string | undefined
  icon?: ReactNode
  /** The proposed one. */
  hot?: boolean | undefined
  /** Present: cannot be chosen, and why. */
  offReason?: string | undefined
}

export interface ChoiceListProps<Id extends string> {
  choices: readonly Choice<Id>[]
  onChoose: (id: Id) => void
  /** For settings: the one in force. */
  chosen?: Id | undefined
  /** A heading over them. */
  label?: string | undefined
}

export function ChoiceList<Id extends string>({ choices, onChoose, chosen, label }: ChoiceListProps<Id>) {
  return (
    <fieldset className={styles.list}>
      {label && <legend className={styles.label}>{label}</legend>}
      {choices.map((choice) => (
        <Button
          key={choice.id}
          kind="choice"
          icon={choice.icon}
          note={choice.note}
          hot={choice.hot}
          offReason={choice.offReason}
          chosen={chosen === undefined ? undefined : chosen === choice.id}
          onPress={() => onChoose(choice.id)}
        >
          {choice.label}
        </Button>
      ))}
    </fieldset>
  )
}
