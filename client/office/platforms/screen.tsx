/** Sales platforms: one line of health each, the worst first, and beside it all that is known of one. */

import { Plus } from 'lucide-react'
import { t } from '../../language/t.ts'
import { useChannelName } from '../queries.ts'
import { useAddress } from '../shell/address.ts'
import { useDoing } from '../shell/doing.ts'
import { useListKeys } from '../shell/list-keys.ts'
import { Action } from '../ui/action.tsx'
import { DownloadMenu } from '../ui/download-menu.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { Screen } from '../ui/screen.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { PlatformDrawer } from './drawer.tsx'
import { worstFirst } from './platform-words.ts'
import styles from './platforms.module.css'
import { platformsFile } from './platforms-file.ts'
import { useConnectors, useMayConnect } from './queries.ts'
import { PlatformsTable } from './table.tsx'
import { CLEAR } from './tabs.ts'

export default function PlatformsScreen() {
  const { params, change } = useAddress()
  const { data, error, dataUpdatedAt } = useConnectors()
  const may = useMayConnect()
  const channelName = useChannelName()
  const doing = useDoing()
  const rows = worstFirst(data?.items ?? [])
  const open = params.get('connector')
  const show = (connector: string) => change({ ...CLEAR, connector, tab: params.get('tab') }, true)
  // While something is typed, a key pressed beside a field must not throw it away.
  const typing = params.has('do') || params.get('tab') === 'setup'
  const { at } = useListKeys({ ids: typing ? [] : rows.map(({ id }) => id), open, onOpen: show })
  const opened = rows.find(({ id }) => id === open)
  const begin = () => doing.begin('connect')
  return (
    <Screen
      title={t('Platforms')}
      say={t('Where the channels sell: numbers go out to them, orders come in from them. The worst stands first.')}
      actions={
        <>
          <DownloadMenu file={platformsFile(rows, channelName)} off={rows.length === 0} />
          {may && (
            <Action kind="primary" icon={<Plus aria-hidden />} onPress={begin}>
              {t('Connect a platform…')}
            </Action>
          )}
        </>
      }
      tools={
        <>
          {!data && <Failure of={error} />}
          {open !== null && data && !opened && <Note tone="warn">{t('There is no platform {open}.', { open })}</Note>}
        </>
      }
      drawer={
        opened && (
          <div className={styles.wide}>
            <PlatformDrawer
              key={opened.id}
              connector={opened}
              now={dataUpdatedAt}
              onClose={() => change({ ...CLEAR, connector: null })}
            />
          </div>
        )
      }
    >
      {data && rows.length === 0 ? (
        <None may={may} onConnect={begin} />
      ) : (
        <PlatformsTable rows={rows} at={at} now={dataUpdatedAt} onOpen={show} />
      )}
      {doing.what === 'connect' && may && (
        <ConnectDialog
          taken={rows.map(({ id }) => id)}
          onDone={(connector) => change({ ...CLEAR, connector, tab: 'listings' }, true)}
          onClose={doing.stop}
        />
      )}
    </Screen>
  )
}

const STEPS = [
  t('Give the address of the shop or marketplace, and the credentials that it has issued.'),
  t('Map each of its listings to the item that it sells: one by one, or pasted from a spreadsheet.'),
  t('From then on its numbers follow the stock, and its orders come in by themselves.'),
]

function None({ may, onConnect }: { may: boolean; onConnect: () => void }) {
  return (
    <section className={styles.none} aria-label={t('No platform yet')}>
      <p>{t('No platform is connected yet.')}</p>
      <ol>
        {STEPS.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {may ? (
        <div>
          <Action onPress={onConnect}>{t('Connect the first platform…')}</Action>
        </div>
      ) : (
        <p>{t('An administrator connects the first one.')}</p>
      )}
    </section>
  )
}
