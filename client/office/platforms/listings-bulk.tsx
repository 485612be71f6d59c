import { useState } from 'react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { useRequest } from '../use-request.ts'
import type { Connector, Listing } from './contract.ts'
import { mappingOf } from './mapping-body.ts'
import { mappingsPath } from './queries.ts'

type Doing = 'pause' | 'resume' | 'remove'

export interface ListingsBulkProps {
  connector: Connector
  selected: readonly Listing[]
  onDone: () => void
}

/** What can be done with several listings at once. */
export function ListingsBulk({ connector, selected, onDone }: ListingsBulkProps) {
  const [doing, setDoing] = useState<Doing | null>(null)
  const paused = selected.filter(({ mode }) => mode === 'paused').length
  return (
    <SelectedBar label={t('Selected listings')}>
      <b>{t('{count} listings selected', { count: selected.length })}</b>
      {paused < selected.length && <Action onPress={() => setDoing('pause')}>{t('Pause…')}</Action>}
      {paused > 0 && <Action onPress={() => setDoing('resume')}>{t('Go on…')}</Action>}
      <Action kind="danger" onPress={() => setDoing('remove')}>
        {t('Remove…')}
      </Action>
      <Action onPress={onDone}>{t('Select none')}</Action>
      {doing && (
        <BulkDialog
          connector={connector}
          selected={selected}
          doing={doing}
          onDone={onDone}
          onClose={() => setDoing(null)}
        />
      )}
    </SelectedBar>
  )
}

const VERBS: Record<Doing, string> = { pause: t('Pause'), resume: t('Go on'), remove: t('Remove') }

const TITLES: Record<Doing, (count: number) => string> = {
  pause: (count) => t('Pause {count} listings?', { count }),
  resume: (count) => t('Go on with {count} listings?', { count }),
  remove: (count) => t('Remove {count} listings?', { count }),
}

const SAYS: Record<Doing, string> = {
  pause: t('The platform shows 0 of it within moments, whatever there is, until somebody goes on.'),
  resume: t('The platform shows again what can be promised.'),
  remove: t(
    'No number is sent any more, and the platform keeps showing the last one. Orders of it cannot be understood until it is mapped again. To sell nothing there, pause it first.',
  ),
}

interface BulkDialogProps extends ListingsBulkProps {
  doing: Doing
  onClose: () => void
}

export function BulkDialog({ connector, selected, doing, onDone, onClose }: BulkDialogProps) {
  const request = useRequest()
  const mode = doing === 'pause' ? 'paused' : 'on'
  const body =
    doing === 'remove'
      ? { remove: selected.map(({ listing }) => listing) }
      : { put: selected.map((row) => ({ ...mappingOf(row), mode })) }
  const send = async () => {
    if (!(await request.send('POST', mappingsPath(connector.id), body))) return
    onClose()
    onDone()
  }
  const verb = VERBS[doing]
  return (
    <Confirm
      title={TITLES[doing](selected.length)}
      verb={verb}
      danger={doing === 'remove'}
      request={request}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{SAYS[doing]}</p>
    </Confirm>
  )
}
