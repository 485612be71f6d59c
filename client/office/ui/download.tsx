import { Download as DownloadIcon } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../language/t.ts'
import { useDesk } from '../desk.ts'
import { saveFile } from '../save-file.ts'
import { Action } from './action.tsx'
import { Failure } from './note.tsx'

export interface DownloadProps {
  path: string
  children: string
  /** What it says aloud, where its text alone would not tell. */
  label?: string | undefined
  off?: boolean | undefined
}

/** Fetches a file as the signed-in person and hands it to the browser; why it failed stands beside it. */
export function Download({ path, children, label, off }: DownloadProps) {
  const { api } = useDesk()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const fetchIt = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const { name, content } = await api.file(path)
      saveFile(name, content)
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Action icon={<DownloadIcon aria-hidden />} label={label} off={off || busy} onPress={() => void fetchIt()}>
        {busy ? t('Preparing…') : children}
      </Action>
      <Failure of={failure} />
    </>
  )
}
