/** How the company takes goods back: reasons, what is looked at, and where goods go by its rules. */

import { useMemo, useState } from 'react'
import type { ReturnSettings } from '../../../shared/rules/return-settings.ts'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import type { Fault } from '../fault.ts'
import { useReturnSettings } from '../returns/queries.ts'
import { Failure } from '../ui/note.tsx'
import { useWarehouse } from '../warehouse.ts'
import styles from './returns.module.css'
import { faultsIn, returnsToSend, type TypedReturns, typedReturns } from './returns.ts'
import { Checklists } from './returns-checklists.tsx'
import { Conditions, Reasons } from './returns-lists.tsx'
import { Rules } from './returns-rules.tsx'
import { Terms } from './returns-terms.tsx'
import { Section, SettingForm } from './section.tsx'

export function ReturnsSection() {
  const settings = useReturnSettings()
  const warehouse = useWarehouse()
  return (
    <Section
      title={t('Returns')}
      say={t(
        'What handhelds ask of whoever inspects returned goods, and where the goods go. The inspector may decide otherwise and says why.',
      )}
    >
      {!(settings.data && warehouse.data) && <Failure of={settings.error ?? warehouse.error} />}
      {settings.data && warehouse.data && <Form settings={settings.data} currency={warehouse.data.currency} />}
    </Section>
  )
}

/** What each part of the form is given. */
export interface PartProps {
  typed: TypedReturns
  /** What is wrong at a path of the settings. */
  errorAt: (path: string) => string | undefined
  /** Whether something is wrong at a path or below it. */
  badBelow: (path: string) => boolean
  newId: () => string
  onChange: (change: Partial<TypedReturns>) => void
}

function Form({ settings, currency }: { settings: ReturnSettings; currency: string }) {
  const { newKey: newId } = useDesk()
  const [typed, setTyped] = useState(() => typedReturns(settings, currency, newId))
  const faults = useMemo(() => faultsIn(typed, currency), [typed, currency])
  const partFor = (fault: Fault | null): PartProps => ({
    typed,
    newId,
    badBelow: (path) => [...faults.keys(), fault?.field].some((one) => one === path || one?.startsWith(`${path}.`)),
    errorAt: (path) => faults.get(path) ?? (fault?.field === path ? fault.detail : undefined),
    onChange: (change) => setTyped({ ...typed, ...change }),
  })
  return (
    <SettingForm path="/settings/returns" body={returnsToSend(typed, currency)} verb={t('Save returns')}>
      {(fault) => (
        <div className={styles.parts}>
          <Rules {...partFor(fault)} />
          <Reasons {...partFor(fault)} />
          <Conditions {...partFor(fault)} />
          <Checklists {...partFor(fault)} />
          <Terms {...partFor(fault)} currency={currency} />
        </div>
      )}
    </SettingForm>
  )
}
