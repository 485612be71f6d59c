import { t } from '../../language/t.ts'
import { Confirm } from '../ui/confirm.tsx'
import { useRequest } from '../use-request.ts'
import type { Connector } from './contract.ts'
import { kindOf } from './kinds.ts'
import { connectorPath } from './queries.ts'
import { pausedBody } from './setup-body.ts'

/** Pauses a platform, or lets it go on. */
export function PauseDialog({ connector, onClose }: { connector: Connector; onClose: () => void }) {
  const request = useRequest()
  const { id, paused } = connector
  const body = pausedBody(connector, kindOf(connector.kind), !paused)
  const send = async () => {
    if (await request.send('PUT', connectorPath(id), body)) onClose()
  }
  return (
    <Confirm
      title={paused ? t('Go on with {id}?', { id }) : t('Pause {id}?', { id })}
      verb={paused ? t('Go on') : t('Pause')}
      off={body === null}
      request={request}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>
        {paused
          ? t('Numbers that have changed meanwhile are sent at once, and the orders that wait there are read.')
          : t(
              'It is told no number and asked for no order until somebody goes on. It keeps showing what it shows now, and may sell it: to sell nothing there, pause its listings instead, so that they show 0.',
            )}
      </p>
    </Confirm>
  )
}
