/** The warehouses, and what is stuck to their shelves. */
import type { ReactNode } from 'react'
import { t } from '../../../language/t.ts'
import { useAddress } from '../../shell/address.ts'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { AddWarehouseDrawer } from './add-warehouse-drawer.tsx'
import { PlaceLabelsSection } from './label-section.tsx'
import { WarehousesSection } from './warehouses-section.tsx'

export function Places({ tools }: { tools: ReactNode }) {
  const { params, change } = useAddress()
  const adding = params.get('add') === 'warehouse'
  return (
    <Screen
      title={t('Settings')}
      tools={tools}
      drawer={adding && <AddWarehouseDrawer onClose={() => change({ add: null })} />}
    >
      <Scroll>
        <WarehousesSection onAdd={() => change({ add: 'warehouse' }, true)} />
        <PlaceLabelsSection />
      </Scroll>
    </Screen>
  )
}
