import { t } from '../../language/t.ts'
import { DocumentForm } from '../document-form.tsx'
import { FlowTextField } from '../flow-text-field.tsx'
import type { ReceiveAction, ReceiveState } from './machine.ts'
import { withSupplier } from './origin.ts'

/** Only what is missing comes first: of an announced delivery that is its document. */
export function OriginForm({ state, act }: { state: ReceiveState; act(action: ReceiveAction): void }) {
  const { goods, origin, receipt } = state
  if (goods === null) return null
  const { supplierLot } = goods
  const change = (next: typeof origin) => act({ type: 'origin', origin: next, supplierLot })
  return (
    <>
      {receipt === null && (
        <FlowTextField
          label={t('Supplier')}
          value={origin.supplier}
          onChange={(supplier) => change(withSupplier(origin, supplier))}
        />
      )}
      <DocumentForm
        document={origin}
        types={[t('Bill of lading'), t('Delivery note'), t('Invoice')]}
        onChange={({ documentType, documentNumber }) => change({ ...origin, documentType, documentNumber })}
        onDone={() => act({ type: 'origin-done' })}
        onSkip={() => act({ type: 'skip-origin' })}
      />
      <FlowTextField
        label={t('Who gave the lot its code')}
        value={origin.tlcSource}
        onChange={(tlcSource) => change({ ...origin, tlcSource })}
        hint={t('The packer or grower, where it is not the supplier')}
      />
      <FlowTextField
        label={
          goods.lot === null
            ? t('The supplier’s lot code')
            : t('The supplier’s lot code, if not {lot}', { lot: goods.lot })
        }
        value={supplierLot}
        onChange={(next) => act({ type: 'origin', origin, supplierLot: next })}
        code
      />
    </>
  )
}
