/** Photos that somebody at a desk adds: stored under the hash of their bytes. */
import { sha256 } from 'hash-wasm'
import { useState } from 'react'
import { useDesk } from '../desk.ts'

export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp'

export interface PhotoUpload {
  /** In the order in which they were added. */
  photos: readonly string[]
  busy: boolean
  failure: Error | null
  add(files: readonly File[]): Promise<void>
}

/** The browser's own hash exists only in a secure context, which an office in its own network may not be. */
const hashOf = async (file: Blob): Promise<string> => sha256(new Uint8Array(await file.arrayBuffer()))

export function usePhotoUpload(): PhotoUpload {
  const { api } = useDesk()
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Error | null>(null)
  const add = async (files: readonly File[]) => {
    setBusy(true)
    setFailure(null)
    try {
      for (const file of files) {
        const hash = await hashOf(file)
        await api.upload(`/attachments/${hash}`, file)
        setPhotos((before) => [...new Set([...before, hash])])
      }
    } catch (error) {
      setFailure(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return { photos, busy, failure, add }
}
