import type { ReactNode } from 'react'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Request } from '../use-request.ts'
import { Action } from './action.tsx'
import { Failure } from './note.tsx'

export interface ConfirmProps {
  title: string
  /** What it will do. */
  children: ReactNode
  /** The verb on the button. */
  verb: string
  danger?: boolean | undefined
  off?: boolean | undefined
  request: Request
  onConfirm: () => void
  onClose: () => void
}

/** Asks once more, says what will be done, and keeps the reason in place where it was refused. */
export function Confirm({ title, children, verb, danger, off, request, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      actions={
        <>
          <Action kind={danger ? 'danger' : 'primary'} off={off || request.busy} onPress={onConfirm}>
            {request.busy ? t('Sending…') : verb}
          </Action>
          <Action onPress={onClose}>{t('Leave it')}</Action>
        </>
      }
    >
      {children}
      <Failure of={request.failure} />
    </Dialog>
  )
}
