import { useState } from 'react'
import { Action } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { SelectedBar } from '../ui/selected-bar.tsx'
import { useRequest } from '../use-request.ts'
import { plural } from '../words.ts'
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
    <SelectedBar label="Selected listings">
      <b>{plural(selected.length, 'listing')} selected</b>
      {paused < selected.length && <Action onPress={() => setDoing('pause')}>Pause…</Action>}
      {paused > 0 && <Action onPress={() => setDoing('resume')}>Go on…</Action>}
      <Action kind="danger" onPress={() => setDoing('remove')}>
        Remove…
      </Action>
      <Action onPress={onDone}>Select none</Action>
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

const VERBS: Record<Doing, string> = { pause: 'Pause', resume: 'Go on', remove: 'Remove' }

const SAYS: Record<Doing, string> = {
  pause: 'The platform shows 0 of it within moments, whatever there is, until somebody goes on.',
  resume: 'The platform shows again what can be promised.',
  remove:
    'No number is sent any more, and the platform keeps showing the last one. Orders of it cannot be understood until it is mapped again. To sell nothing there, pause it first.',
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
      title={`${verb}${doing === 'resume' ? ' with' : ''} ${plural(selected.length, 'listing')}?`}
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
