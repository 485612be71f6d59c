/** Photos that were taken, small, from the device's own disk. */

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../language/t.ts'
import { dropPhoto, photoOf } from '../outbox/photos.ts'
import { Tap } from '../ui/index.ts'
import { useFloor } from './floor.ts'
import styles from './photo-strip.module.css'

interface PhotoStripProps {
  photos: readonly string[]
  /** Present: they can be taken away again. */
  onRemoved?: ((sha256: string) => void) | undefined
}

export function PhotoStrip({ photos, onRemoved }: PhotoStripProps) {
  const { recorder } = useFloor()
  const remove = async (sha256: string) => {
    onRemoved?.(sha256)
    await dropPhoto(recorder.database, sha256)
  }
  if (photos.length === 0) return null
  return (
    <ul className={styles.strip} aria-label={t('Photos')}>
      {photos.map((sha256, index) => (
        <li key={sha256} className={styles.photo}>
          <Thumbnail sha256={sha256} name={t('Photo {number}', { number: index + 1 })} />
          {onRemoved && (
            <Tap
              className={styles.remove}
              aria-label={t('Remove photo {index}', { index: index + 1 })}
              onPress={() => void remove(sha256).catch(() => {})}
            >
              <X size={28} strokeWidth={3} aria-hidden />
            </Tap>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Its address is given back when it is shown no more: until then the bytes are kept in memory. */
function Thumbnail({ sha256, name }: { sha256: string; name: string }) {
  const { recorder } = useFloor()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    photoOf(recorder.database, sha256).then(
      (photo) => {
        if (gone || !photo) return
        made = URL.createObjectURL(new Blob([photo.bytes], { type: photo.type }))
        setAddress(made)
      },
      () => {},
    )
    return () => {
      gone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [recorder, sha256])
  return address === null ? (
    <span className={styles.picture} />
  ) : (
    <img className={styles.picture} src={address} alt={name} />
  )
}
