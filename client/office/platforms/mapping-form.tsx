/** One listing: which item it sells, in which pack, and how much of what can be promised it shows. */
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import { type Fault, faultOf } from '../fault.ts'
import form from '../item/form.module.css'
import { useStock } from '../queries.ts'
import { Action } from '../ui/action.tsx'
import { Input, Select } from '../ui/field.tsx'
import { Failure, Note } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { useRequest } from '../use-request.ts'
import { figure } from '../words.ts'
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
  { value: 'on', label: 'On: it shows what it may' },
  { value: 'paused', label: 'Paused: it shows 0' },
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
          Back
        </Action>
      </div>
      <h3 className={form.title}>{known ? 'Change a listing' : 'Map a listing'}</h3>
      {failure !== null && <Why id={connector.id} failure={failure} />}
      {known && (
        <p className={parts.row}>
          <ListingTag state={listingState(known)} />
          It should show {figure(known.wanted)}, and{' '}
          {known.shown === null ? 'what it shows is not known' : `shows ${figure(known.shown)}`}.
        </p>
      )}
      {known ? (
        <p className={styles.named}>{known.listing}</p>
      ) : (
        <Input
          label="Listing"
          hint={`${kind.what}${kind.like && `: ${kind.like}`}`}
          error={errorOf('listing') ?? (odd ? `This is no listing of this platform: ${kind.like}` : undefined)}
          value={typed.listing}
          onChange={(text) => put({ listing: text })}
        />
      )}
      <Input
        label="Item"
        hint={items?.find(({ sku }) => sku === mapping.sku)?.name ?? 'Its SKU'}
        error={errorOf('sku')}
        list={items?.map(({ sku }) => sku)}
        value={typed.sku}
        onChange={(sku) => put({ sku })}
      />
      <div className={form.pair}>
        <Input
          label="Pack quantity"
          hint="Base units in one unit of the listing"
          inputMode="numeric"
          error={errorOf('packQuantity')}
          value={typed.packQuantity}
          onChange={(packQuantity) => put({ packQuantity })}
        />
        <Select
          label="Mode"
          value={typed.mode}
          onChange={(mode) => put({ mode: mode as typeof typed.mode })}
          options={MODES}
        />
        <Input
          label="Cap"
          hint="Shows at most, in units of the listing; empty: no limit"
          inputMode="numeric"
          error={errorOf('cap')}
          value={typed.cap}
          onChange={(cap) => put({ cap })}
        />
        <Input
          label="Per cent"
          hint="Of what the channel can promise"
          inputMode="numeric"
          error={errorOf('percent')}
          value={typed.percent}
          onChange={(percent) => put({ percent })}
        />
        <Input
          label="Buffer"
          hint="Base units that it leaves alone"
          inputMode="numeric"
          error={errorOf('buffer')}
          value={typed.buffer}
          onChange={(buffer) => put({ buffer })}
        />
      </div>
      {known?.stopped && <Note>Saving it lets it be told its number again.</Note>}
      {!fault && <Failure of={request.failure} />}
      <div className={form.actions}>
        <Action kind="primary" off={request.busy || odd} onPress={() => void save()}>
          {request.busy ? 'Saving…' : known ? 'Save the listing' : 'Map the listing'}
        </Action>
        {known && (
          <Action kind="danger" onPress={() => setRemoving(true)}>
            Remove…
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
