import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Action } from '../ui/action.tsx'

/** Over the screen, so that what was typed stays below until the person has seen it. */
export function SignedOut({ desk, onSignIn }: { desk: boolean; onSignIn: () => void }) {
  return (
    <Dialog
      open
      onClose={onSignIn}
      title={t('Your session has ended')}
      actions={
        <Action kind="primary" onPress={onSignIn}>
          {t('Sign in again')}
        </Action>
      }
    >
      <p>
        {desk
          ? t('Sign in again to go on. Nothing was changed meanwhile.')
          : t('Scan your badge and type your PIN to go on. Nothing was changed meanwhile.')}
      </p>
    </Dialog>
  )
}
