import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Action, ActionLink } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import { dateText } from '../words.ts'
import type { AcceptBody } from './contract.ts'

export interface Accepted extends AcceptBody {
  /** Of the planned receipt. */
  id: string
}

/** Says what became of it, and where it goes on. */
export function AcceptedDialog({ accepted, onClose }: { accepted: Accepted; onClose: () => void }) {
  const { reference, supplier, expectedOn, lines } = accepted
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const when = expectedOn === undefined ? '' : t(', expected on {expectedOn}', { expectedOn: dateText(expectedOn) })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('The dock can receive {reference}', { reference })}
      actions={
        <>
          <ActionLink href="/receive">{t('Go to Receive')}</ActionLink>
          <Action kind="primary" onPress={onClose}>
            {t('Close')}
          </Action>
        </>
      }
    >
      <p>
        {t('{units} units in {count} lines from {supplier}{when}. From now on they count as on order.', {
          count: lines.length,
          units,
          supplier,
          when,
        })}
      </p>
      <p className={parts.say}>
        {t(
          'At the dock, choose Receive, the dock and then {reference}. Tell {supplier} as well: nothing was sent to them.',
          { reference, supplier },
        )}
      </p>
    </Dialog>
  )
}
