/** The device's camera, by one big button. A photo counts as taken when it is on the disk; it works without a network. */

import { Camera, ImageOff } from 'lucide-react'
import { useRef, useState } from 'react'
import { NoPhoto, preparePhoto } from '../device/photo.ts'
import { t } from '../language/t.ts'
import { keepPhoto } from '../outbox/photos.ts'
import { Button, Card } from '../ui/index.ts'
import { useFloor } from './floor.ts'

interface PhotoCameraProps {
  /** Present: no further one is taken, and why. */
  offReason?: string | undefined
  /** Nothing else is asked for on this screen. */
  hot?: boolean | undefined
  onTaken(sha256: string): void
}

export function PhotoCamera({ offReason, hot, onTaken }: PhotoCameraProps) {
  const { recorder, signal } = useFloor()
  const input = useRef<HTMLInputElement>(null)
  const [keeping, setKeeping] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async (files: readonly File[]) => {
    setKeeping(true)
    setProblem(null)
    try {
      // One after the other: two at once may be more than a handheld can hold.
      for (const file of files) {
        const photo = await preparePhoto(file)
        await keepPhoto(recorder.database, photo, recorder.now())
        onTaken(photo.sha256)
      }
    } catch (error) {
      setProblem(error instanceof NoPhoto ? error.message : NOT_KEPT)
      signal('wrong')
    }
    setKeeping(false)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('Photo')}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // The same file may be chosen again.
          currentTarget.value = ''
          if (files.length > 0) void take(files)
        }}
      />
      <Button
        kind="choice"
        hot={hot}
        icon={<Camera size={32} aria-hidden />}
        off={keeping}
        offReason={offReason}
        onPress={() => input.current?.click()}
      >
        {keeping ? t('Keeping it') : t('Take a photo')}
      </Button>
      {problem !== null && (
        <Card tone="bad">
          <span role="alert">
            <ImageOff aria-hidden /> {problem}
          </span>
        </Card>
      )}
    </>
  )
}

const NOT_KEPT = t(
  'NOT KEPT. The device could not write the photo down: its storage may be full. Nothing else is lost. Free some storage and take it again.',
)
