import { Dialog } from '../../ui/dialog.tsx'
import { Action, ActionLink } from '../ui/action.tsx'
import parts from '../ui/parts.module.css'
import { dateText, figure, plural } from '../words.ts'
import type { AcceptBody } from './contract.ts'

export interface Accepted extends AcceptBody {
  /** Of the planned receipt. */
  id: string
}

/** Says what became of it, and where it goes on. */
export function AcceptedDialog({ accepted, onClose }: { accepted: Accepted; onClose: () => void }) {
  const { reference, supplier, expectedOn, lines } = accepted
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const when = expectedOn === undefined ? '' : `, expected on ${dateText(expectedOn)}`
  return (
    <Dialog
      open
      onClose={onClose}
      title={`The dock can receive ${reference}`}
      actions={
        <>
          <ActionLink href="/receive">Go to Receive</ActionLink>
          <Action kind="primary" onPress={onClose}>
            Close
          </Action>
        </>
      }
    >
      <p>
        {figure(units)} units in {plural(lines.length, 'line')} from {supplier}
        {when}. From now on they count as on order.
      </p>
      <p className={parts.say}>
        At the dock, choose Receive, the dock and then {reference}. Tell {supplier} as well: nothing was sent to them.
      </p>
    </Dialog>
  )
}
