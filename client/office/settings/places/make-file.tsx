/** A button that has the server make a file of what is on screen; why it failed stands beside it. */
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { useDesk } from '../../desk.ts'
import { saveFile } from '../../save-file.ts'
import { Action } from '../../ui/action.tsx'
import { Failure } from '../../ui/note.tsx'

export interface MakeFileProps {
  path: string
  /** Null while it cannot be made. */
  body: object | null
  kind?: 'plain' | 'primary' | undefined
  children: string
  onMade?: (() => void) | undefined
}

export function MakeFile({ path, body, kind, children, onMade }: MakeFileProps) {
  const { api } = useDesk()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const make = async () => {
    if (body === null) return
    setBusy(true)
    setFailure(null)
    try {
      const { name, content } = await api.file(path, body)
      saveFile(name, content)
      onMade?.()
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Action kind={kind} icon={<Printer aria-hidden />} off={busy || body === null} onPress={() => void make()}>
        {busy ? t('Preparing…') : children}
      </Action>
      <Failure of={failure} />
    </>
  )
}
