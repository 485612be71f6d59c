import { Dialog } from '../../ui/dialog.tsx'
import { Action } from '../ui/action.tsx'

/** Over the screen, so that what was typed stays below until the person has seen it. */
export function SignedOut({ desk, onSignIn }: { desk: boolean; onSignIn: () => void }) {
  return (
    <Dialog
      open
      onClose={onSignIn}
      title="Your session has ended"
      actions={
        <Action kind="primary" onPress={onSignIn}>
          Sign in again
        </Action>
      }
    >
      <p>
        {desk ? 'Sign in again to go on.' : 'Scan your badge and type your PIN to go on.'} Nothing was changed
        meanwhile.
      </p>
    </Dialog>
  )
}
