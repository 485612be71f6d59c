/** The ways in which items come in, and what goes with them. */
import { type ReactNode, useState } from 'react'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Action, ActionLink } from '../ui/action.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import type { Setup } from './contract.ts'
import { ImportStep } from './import/import-step.tsx'
import { useSetupPlace } from './queries.ts'
import { SampleNote } from './sample-note.tsx'
import styles from './start.module.css'

const KINDS = ['items', 'lots', 'stock'] as const

export function ItemsStep({ setup }: { setup: Setup }) {
  const { params } = useAddress()
  const kind = KINDS.find((one) => one === params.get('import'))
  return kind ? <ImportStep kind={kind} setup={setup} /> : <Ways setup={setup} />
}

function Ways({ setup: { steps } }: { setup: Setup }) {
  const { href } = useSetupPlace()
  const { count, sample } = steps.items
  return (
    <>
      {count > 0 && <Note tone="ok">{t('{count} items are here.', { count })}</Note>}
      {sample > 0 && <SampleNote />}
      <ul className={styles.ways}>
        <Way
          title={t('From a file')}
          say={t(
            'A table of an ERP, a shop or a spreadsheet, saved as CSV. You say which column is what, and see what is read before anything is written.',
          )}
        >
          <ActionLink href={href('items', { import: 'items' })} kind="primary">
            {t('Import items…')}
          </ActionLink>
        </Way>
        <Way
          title={t('From a sales platform')}
          say={t('Shopify, Amazon, a retailer over EDI, or your own shop: connect it, then map its listings to items.')}
        >
          <ActionLink href="/office/platforms">{t('Connect a platform…')}</ActionLink>
        </Way>
        <Way
          title={t('Sample data')}
          say={t(
            'The catalogue of a maker of snacks, to look around with. Only while there are no items; each is marked as a sample.',
          )}
        >
          <Sample off={count > 0} />
        </Way>
      </ul>
      {count > 0 && (
        <>
          <h2 className={parts.heading}>{t('What stands in the warehouse already')}</h2>
          <p className={parts.prose}>
            {t(
              'Lots first, then how much of them stands where. It is posted as an opening balance, and can be counted from then on.',
            )}
          </p>
          <div className={styles.actions}>
            <ActionLink href={href('items', { import: 'lots' })}>{t('Import lots…')}</ActionLink>
            <ActionLink href={href('items', { import: 'stock' })}>{t('Import opening stock…')}</ActionLink>
          </div>
        </>
      )}
    </>
  )
}

function Way({ title, say, children }: { title: string; say: string; children: ReactNode }) {
  return (
    <li className={styles.way}>
      <h2 className={parts.heading}>{title}</h2>
      <p className={parts.prose}>{say}</p>
      {children}
    </li>
  )
}

function Sample({ off }: { off: boolean }) {
  const request = useRequest()
  const { at } = useSetupPlace()
  const [asked, setAsked] = useState(false)
  const fill = async () => {
    if (await request.send('POST', at('/setup/sample'), {})) setAsked(false)
  }
  return (
    <>
      <Action off={off} onPress={() => setAsked(true)}>
        {t('Fill in sample items…')}
      </Action>
      {asked && (
        <Confirm
          title={t('Fill in sample items?')}
          verb={t('Fill them in')}
          request={request}
          onConfirm={() => void fill()}
          onClose={() => setAsked(false)}
        >
          <p>
            {t(
              'Items are never deleted. When you have looked around, begin again with an empty database for your own goods.',
            )}
          </p>
        </Confirm>
      )}
    </>
  )
}
