/** One document: what became of it, who acknowledged it, and each of its segments in words beside the text. */

import { Link } from 'wouter'
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import { useAddress } from '../shell/address.ts'
import { Drawer } from '../ui/drawer.tsx'
import { Fact, FactTable } from '../ui/fact-table.tsx'
import { Failure, Note } from '../ui/note.tsx'
import { momentText } from '../words.ts'
import { Actions } from './actions.tsx'
import type { DocumentDetail } from './contract.ts'
import { DocumentStateTag } from './document-state.tsx'
import { acknowledgementText } from './document-words.ts'
import styles from './edi.module.css'
import { useDocument } from './queries.ts'
import { Segments } from './segments.tsx'

export interface DocumentDrawerProps {
  connector: string
  id: string
  onClose: () => void
}

export function DocumentDrawer({ connector, id, onClose }: DocumentDrawerProps) {
  const { data, error } = useDocument(connector, id)
  return (
    <Drawer
      title={data ? heard(data.name) : t('Document')}
      note={data && (data.direction === 'in' ? t('Came from the partner') : t('Goes to the partner'))}
      onClose={onClose}
    >
      {!data && <Failure of={error} />}
      {data && (
        <>
          <Says of={data} />
          <Facts of={data} />
          <Actions connector={connector} of={data} />
          <Segments of={data} />
        </>
      )}
    </Drawer>
  )
}

function Says({ of: { failure, detail } }: { of: DocumentDetail }) {
  if (failure)
    return (
      <Note tone="bad">
        {failure.detail} {failure.advice}
      </Note>
    )
  return detail === null ? null : <Note>{detail}</Note>
}

function Facts({ of }: { of: DocumentDetail }) {
  const { direction, state, at, externalId, orderId, interchange, group, control, fileName, acknowledgement, again } =
    of
  return (
    <FactTable>
      <Fact label={t('State')}>
        <DocumentStateTag of={state} />
      </Fact>
      <Fact label={direction === 'in' ? t('Came in') : t('As of')}>{momentText(at)}</Fact>
      <Fact label={t('Acknowledgement')}>
        {acknowledgementText(of)}
        {acknowledgement?.at && `, ${momentText(acknowledgement.at)}`}
        {acknowledgement?.document && <Other id={acknowledgement.document}>{t('Show it')}</Other>}
      </Fact>
      <Fact label={t('Order')}>
        {orderId === null ? (
          externalId
        ) : (
          <Link href={`/office/orders?view=all&order=${encodeURIComponent(orderId)}`}>{externalId}</Link>
        )}
      </Fact>
      <Fact label={t('Sent again for')}>{again !== null && <Other id={again}>{t('The first one')}</Other>}</Fact>
      <Fact label={t('Control numbers')}>
        {interchange &&
          t('Interchange {interchange}, group {group}, document {control}', { interchange, group, control })}
      </Fact>
      <Fact label={t('File')}>{fileName && <span className={styles.file}>{fileName}</span>}</Fact>
    </FactTable>
  )
}

/** Another document of the same partner, in the same drawer. */
function Other({ id, children }: { id: string; children: string }) {
  const { params } = useAddress()
  const to = new URLSearchParams(params)
  to.set('document', id)
  return (
    <Link className={styles.other} href={`/office/edi?${to}`}>
      {children}
    </Link>
  )
}
