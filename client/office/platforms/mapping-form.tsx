/** One listing: which item it sells, in which pack, and how much of what can be promised it shows. */

import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { type Fault, faultOf } from '../fault.ts'
import form from '../item/form.module.css'
import { useStock } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import type { Connector, Listing } from './contract.ts'
import { kindOf } from './kinds.ts'
import { BulkDialog } from './listings-bulk.tsx'
import { rowAt } from './many.ts'
import { type MappingPart, mappingToSend, NEW_MAPPING, typedMapping } from './mapping-body.ts'
import { listingState } from './platform-words.ts'
import styles from './platforms.module.css'
import { mappingsPath, useFailures, useListing } from './queries.ts'
import { ListingTag } from './state-tag.tsx'

export interface MappingFormProps {
  connector: Connector
  /** Empty: one that is not known yet. */
  listing: string
  /** What it would mend. */
  failure: string | null
  onBack: () => void
}

export function MappingForm({ connector, listing, failure, onBack }: MappingFormProps) {
  const known = useListing(connector.id, listing)
  if (listing !== '' && known.isPending) return <Failure of={known.error} />
  return (
    <>
      <Failure of={known.error} />
      <Form connector={connector} listing={listing} known={known.data ?? null} failure={failure} onBack={onBack} />
    </>
  )
}

interface FormProps extends MappingFormProps {
  known: Listing | null
}

const MODES = [
  { value: 'on', label: t('On: it shows what it may') },
  { value: 'paused', label: t('Paused: it shows 0') },
] as const

function Form({ connector, listing, known, failure, onBack }: FormProps) {
  const request = useRequest()
  const kind = kindOf(connector.kind).listing
  const items = useStock('').data?.items
  const [typed, setTyped] = useState(known ? typedMapping(known) : { ...NEW_MAPPING, listing })
  const [tried, setTried] = useState(false)
  const [removing, setRemoving] = useState(false)
  const { mapping, faults } = mappingToSend(typed)
  const fault = faultOf(request.failure)
  const put = (change: Partial<typeof typed>) => {
    request.forget()
    setTyped({ ...typed, ...change })
  }
  const errorOf = (part: MappingPart) => (tried ? faults[part] : undefined) ?? detailAt(fault, part)
  const odd = mapping.listing !== '' && !kind.pattern.test(mapping.listing)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    if (await request.send('POST', mappingsPath(connector.id), { put: [mapping] })) onBack()
  }
  return (
    <form className={form.form} onSubmit={(event) => event.preventDefault()}>
      <div className={parts.row}>
        <Action kind="quiet" icon={<ArrowLeft aria-hidden />} onPress={onBack}>
          {t('Back')}
        </Action>
      </div>
      <h3 className={form.title}>{known ? t('Change a listing') : t('Map a listing')}</h3>
      {failure !== null && <Why id={connector.id} failure={failure} />}
      {known && (
        <p className={parts.row}>
          <ListingTag state={listingState(known)} />
          {known.shown === null
            ? t('It should show {wanted}, and what it shows is not known.', { wanted: known.wanted })
            : t('It should show {wanted}, and shows {shown}.', { wanted: known.wanted, shown: known.shown })}
        </p>
      )}
      {known ? (
        <p className={styles.named}>{known.listing}</p>
      ) : (
        <Input
          label={t('Listing')}
          hint={`${kind.what}${kind.like && `: ${kind.like}`}`}
          error={
            errorOf('listing') ??
            (odd ? t('This is no listing of this platform: {like}', { like: kind.like }) : undefined)
          }
          value={typed.listing}
          onChange={(text) => put({ listing: text })}
        />
      )}
      <Input
        label={t('Item')}
        hint={items?.find(({ sku }) => sku === mapping.sku)?.name ?? t('Its SKU')}
        error={errorOf('sku')}
        list={items?.map(({ sku }) => sku)}
        value={typed.sku}
        onChange={(sku) => put({ sku })}
      />
      <div className={form.pair}>
        <Input
          label={t('Pack quantity')}
          hint={t('Base units in one unit of the listing')}
          inputMode="numeric"
          error={errorOf('packQuantity')}
          value={typed.packQuantity}
          onChange={(packQuantity) => put({ packQuantity })}
        />
        <Select
          label={t('Mode')}
          value={typed.mode}
          onChange={(mode) => put({ mode: mode as typeof typed.mode })}
          options={MODES}
        />
        <Input
          label={t('Cap')}
          hint={t('Shows at most, in units of the listing; empty: no limit')}
          inputMode="numeric"
          error={errorOf('cap')}
          value={typed.cap}
          onChange={(cap) => put({ cap })}
        />
        <Input
          label={t('Per cent')}
          hint={t('Of what the channel can promise')}
          inputMode="numeric"
          error={errorOf('percent')}
          value={typed.percent}
          onChange={(percent) => put({ percent })}
        />
        <Input
          label={t('Buffer')}
          hint={t('Base units that it leaves alone')}
          inputMode="numeric"
          error={errorOf('buffer')}
          value={typed.buffer}
          onChange={(buffer) => put({ buffer })}
        />
      </div>
      {known?.stopped && <Note>{t('Saving it lets it be told its number again.')}</Note>}
      {!fault && <Failure of={request.failure} />}
      <div className={form.actions}>
        <Action kind="primary" off={request.busy || odd} onPress={() => void save()}>
          {request.busy ? t('Saving…') : known ? t('Save the listing') : t('Map the listing')}
        </Action>
        {known && (
          <Action kind="danger" onPress={() => setRemoving(true)}>
            {t('Remove…')}
          </Action>
        )}
      </div>
      {removing && known && (
        <BulkDialog
          connector={connector}
          selected={[known]}
          doing="remove"
          onDone={onBack}
          onClose={() => setRemoving(false)}
        />
      )}
    </form>
  )
}

/** `put.0.sku`, or `.0.sku`: the one mapping that is sent. */
const detailAt = (fault: Fault | null, part: MappingPart): string | undefined =>
  fault && rowAt(fault.field) === 0 && fault.field.endsWith(`.${part}`) ? fault.detail : undefined

function Why({ id, failure }: { id: string; failure: string }) {
  const found = useFailures(id).data?.items.find((one) => one.id === failure)
  return found ? <Note tone="warn">{found.detail}</Note> : null
}
