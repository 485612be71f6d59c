/** Photos of returned goods: small beside each other, large when tapped. */

import { Smartphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../../language/t.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Tap } from '../../ui/tap.tsx'
import { Action } from '../ui/action.tsx'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { momentText } from '../words.ts'
import type { ReturnPhoto } from './contract.ts'
import { usePhoto } from './queries.ts'
import styles from './returns.module.css'

export type ShownPhoto = Pick<ReturnPhoto, 'sha256' | 'stored' | 'from' | 'at'>

export function Photos({ photos, label }: { photos: readonly ShownPhoto[]; label: string }) {
  const [open, setOpen] = useState<string | null>(null)
  const opened = photos.find(({ sha256 }) => sha256 === open)
  if (photos.length === 0) return null
  return (
    <>
      <ul className={styles.photos} aria-label={label}>
        {photos.map((photo, index) => (
          <li key={photo.sha256}>
            {photo.stored ? (
              <Small
                sha256={photo.sha256}
                name={t('Photo {number}', { number: index + 1 })}
                onOpen={() => setOpen(photo.sha256)}
              />
            ) : (
              <span className={styles.away}>
                <Smartphone size={18} aria-hidden /> {t('Still on the handheld')}
              </span>
            )}
          </li>
        ))}
      </ul>
      {opened && <Large photo={opened} onClose={() => setOpen(null)} />}
    </>
  )
}

/** The address of the bytes for as long as it is shown. */
function usePhotoUrl(sha256: string) {
  const { data, error } = usePhoto(sha256)
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(data)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [data])
  return { url, error }
}

function Small({ sha256, name, onOpen }: { sha256: string; name: string; onOpen: () => void }) {
  const { url, error } = usePhotoUrl(sha256)
  if (error) return <span className={styles.away}>{t('Cannot be loaded')}</span>
  return (
    <Tap className={styles.photo} aria-label={t('Enlarge {name}', { name: name.toLowerCase() })} onPress={onOpen}>
      {url && <img src={url} alt={name} />}
    </Tap>
  )
}

function Large({ photo: { sha256, from, at }, onClose }: { photo: ShownPhoto; onClose: () => void }) {
  const { url, error } = usePhotoUrl(sha256)
  const origin = from === 'desk' ? t('Added at a desk') : t('Taken at the inspection')
  return (
    <Dialog open onClose={onClose} title={t('Photo')} actions={<Action onPress={onClose}>{t('Close')}</Action>}>
      <div className={styles.wide}>
        {url && <img className={styles.large} src={url} alt={origin} />}
        <Failure of={error} />
        <p className={parts.say}>
          {origin}
          {at !== null && `, ${momentText(at)}`}. <span className={styles.hash}>{sha256}</span>
        </p>
      </div>
    </Dialog>
  )
}
