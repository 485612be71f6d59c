/** Chooses an item by name or SKU, where its barcode is not known. */

import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import type { ItemRow } from '../../shared/wire/pull.ts'
import { t } from '../language/t.ts'
import { useFloor } from '../shell/floor.ts'
import { EmptyState, List, Row, SearchField } from '../ui/index.ts'

const MOST = 30

export function ItemPicker({ onChoose }: { onChoose(item: ItemRow): void }) {
  const { view } = useFloor()
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const items = useLiveQuery(
    () =>
      view.replica.rows.items.filter(
        (item) => words === '' || item.name.toLowerCase().includes(words) || item.sku.toLowerCase().includes(words),
        MOST,
      ),
    [view, words],
  )
  return (
    <>
      <SearchField label={t('Name or SKU')} value={text} onChange={setText} />
      {items?.length === 0 && <EmptyState say={t('No item has this name.')} />}
      <List>
        {(items ?? []).map((item) => (
          <Row key={item.sku} title={item.name} detail={item.sku} onPress={() => onChoose(item)} />
        ))}
      </List>
    </>
  )
}
