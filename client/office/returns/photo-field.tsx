import { useId } from 'react'
import { t } from '../../language/t.ts'
import { Failure } from '../ui/note.tsx'
import parts from '../ui/parts.module.css'
import { PHOTO_TYPES, type PhotoUpload } from './photo-upload.ts'
import { Photos } from './photos.tsx'
import styles from './returns.module.css'

export function PhotoField({ upload: { photos, busy, failure, add } }: { upload: PhotoUpload }) {
  const id = useId()
  return (
    <div className={styles.file}>
      <label htmlFor={id}>{t('Add photos')}</label>
      <input
        id={id}
        type="file"
        multiple
        accept={PHOTO_TYPES}
        aria-describedby={`${id}-below`}
        onChange={(event) => {
          void add([...(event.target.files ?? [])])
          // The same file can be chosen again after it failed.
          event.target.value = ''
        }}
      />
      <output id={`${id}-below`} className={parts.say}>
        {busy
          ? t('Sending…')
          : photos.length === 0
            ? t('JPEG, PNG or WebP, up to 10 MiB each')
            : t('{count} photos sent. Save the documents to add them.', { count: photos.length })}
      </output>
      <Photos
        photos={photos.map((sha256) => ({ sha256, stored: true, from: 'desk', at: null }))}
        label={t('Photos to be added')}
      />
      <Failure of={failure} />
    </div>
  )
}
