import { t } from '../../../language/t.ts'
import { PhotoCamera } from '../../../shell/photo-camera.tsx'
import { PhotoStrip } from '../../../shell/photo-strip.tsx'
import { Card } from '../../../ui/index.ts'
import type { InspectAction } from './machine.ts'
import { type Hand, type InspectState, MOST_PHOTOS, wantsPhoto } from './state.ts'

interface PhotosProps {
  hand: Hand
  state: InspectState
  act(action: InspectAction): void
}

export function Photos({ hand, state, act }: PhotosProps) {
  const { photos, goods } = hand
  return (
    <>
      <PhotoCamera
        hot={photos.length === 0 && wantsPhoto(hand, state.terms)}
        offReason={
          photos.length >= MOST_PHOTOS ? t('{MOST_PHOTOS} are taken: more are not kept.', { MOST_PHOTOS }) : undefined
        }
        onTaken={(sha256) => act({ type: 'photo', sha256 })}
      />
      <PhotoStrip photos={photos} onRemoved={(sha256) => act({ type: 'remove-photo', sha256 })} />
      {photos.length === 0 && (
        <Card>
          {goods.documents === 'missing'
            ? t('Its documents are not complete: they need at least one photo.')
            : t('The damage, the label and the whole of it. At most {MOST_PHOTOS}.', { MOST_PHOTOS })}
        </Card>
      )}
    </>
  )
}
