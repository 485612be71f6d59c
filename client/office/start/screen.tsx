/** Setting a warehouse up: the list of all steps, or one of them. Each can be left and come back to; what is done is seen by what is there. */
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { useAddress } from '../shell/address.ts'
import { ActionLink } from '../ui/action.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Screen, Scroll } from '../ui/screen.tsx'
import { Checklist } from './checklist.tsx'
import { CompanyStep } from './company-step.tsx'
import type { Setup, StepId } from './contract.ts'
import { ImportStep } from './import/import-step.tsx'
import { ItemsStep } from './items-step.tsx'
import { LocationsStep } from './places/locations-step.tsx'
import { useSetup, useSetupPlace } from './queries.ts'
import { SampleNote } from './sample-note.tsx'
import styles from './start.module.css'
import { ORDER, PLACES, progressOf, TITLES } from './step-words.ts'
import { WarehouseStep } from './warehouse-step.tsx'

export default function StartScreen() {
  const { roles } = useDesk()
  if (roles.includes('admin')) return <Start />
  return (
    <Screen title={t('Set-up')}>
      <Scroll>
        <Note>{t('An administrator sets the warehouse up.')}</Note>
      </Scroll>
    </Screen>
  )
}

function Start() {
  const { data, error } = useSetup()
  const { params } = useAddress()
  if (!data)
    return (
      <Screen title={t('Set-up')} tools={<Failure of={error} />}>
        {null}
      </Screen>
    )
  const step = params.get('step')
  return isStep(step) ? <OneStep id={step} setup={data} /> : <AllSteps setup={data} />
}

const isStep = (name: string | null): name is StepId => ORDER.some((id) => id === name && PLACES[id] === 'here')

function AllSteps({ setup }: { setup: Setup }) {
  const { done, of, next } = progressOf(setup.steps)
  return (
    <Screen
      title={t('Set up {name}', { name: setup.warehouse.name })}
      say={
        next === null
          ? t('All is set up.')
          : t('{done} of {of} steps are done. Each can be left and gone on with later.', { done, of })
      }
    >
      <Scroll>
        <div className={styles.page}>
          {setup.steps.items.sample > 0 && <SampleNote />}
          <Checklist setup={setup} />
        </div>
      </Scroll>
    </Screen>
  )
}

function OneStep({ id, setup }: { id: StepId; setup: Setup }) {
  const { href } = useSetupPlace()
  const at = ORDER.indexOf(id)
  const next = ORDER[at + 1]
  return (
    <Screen title={TITLES[id]} say={t('Step {step} of {steps} of the set-up', { step: at + 1, steps: ORDER.length })}>
      <Scroll>
        <div className={styles.page}>
          <div className={styles.actions}>
            <ActionLink href={href('')} icon={<ArrowLeft aria-hidden />}>
              {t('All steps')}
            </ActionLink>
          </div>
          {bodyOf(id, setup)}
          {next !== undefined && (
            <div className={styles.actions}>
              <ActionLink
                href={PLACES[next] === 'here' ? href(next) : href('')}
                kind={setup.steps[id].done ? 'primary' : 'plain'}
              >
                {PLACES[next] === 'here' ? t('Next: {step}', { step: TITLES[next] }) : t('To the list of all steps')}
              </ActionLink>
            </div>
          )}
        </div>
      </Scroll>
    </Screen>
  )
}

function bodyOf(id: StepId, setup: Setup): ReactNode {
  switch (id) {
    case 'company':
      return <CompanyStep code={setup.warehouse.code} />
    case 'warehouse':
      return <WarehouseStep code={setup.warehouse.code} />
    case 'locations':
      return <LocationsStep setup={setup} />
    case 'items':
      return <ItemsStep setup={setup} />
    case 'barcodes':
      return <ImportStep kind="barcodes" setup={setup} />
    default:
      return null
  }
}
