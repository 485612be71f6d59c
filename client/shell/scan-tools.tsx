/** For whoever has no scanner at hand: the camera, and typing a code. Both go the way of every scan. */
import { Camera, Keyboard } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '../language/t.ts'
import type { ScanHub } from '../scan/hub.ts'
import { Button, Dialog, TextField } from '../ui/index.ts'
import { useFloor } from './floor.ts'
import styles from './scan-tools.module.css'

const CameraView = lazy(() => import('./camera-view.tsx'))

/** A finger that taps twice is done by then. */
const SECOND_TAP_MS = 400

/**
 * `compact`: beside another button there is room for the pictures only. Where another button stood a moment ago, its second tap is
 * not for the camera.
 */
export function ScanTools({ compact = false }: { compact?: boolean }) {
  const [shownAt] = useState(() => performance.now())
  return <ScanEntry hub={useFloor().hub} compact={compact} notBefore={shownAt + SECOND_TAP_MS} />
}

/** The same where nobody has signed in yet. */
export function ScanEntry({
  hub,
  compact = false,
  notBefore = 0,
}: {
  hub: ScanHub
  compact?: boolean
  /** On the time base of `performance.now()`. */
  notBefore?: number
}) {
  const [open, setOpen] = useState<'camera' | 'type' | null>(null)
  const [text, setText] = useState('')
  const show = (what: 'camera' | 'type') => {
    if (performance.now() >= notBefore) setOpen(what)
  }
  const enter = () => {
    if (text.trim() === '') return
    setOpen(null)
    setText('')
    hub.scan({ text: text.trim(), source: 'typed', at: performance.now() })
  }
  return (
    <div className={styles.tools} data-compact={compact || undefined}>
      <Button kind="plain" wide icon={<Keyboard aria-hidden />} onPress={() => show('type')}>
        {t('Type code')}
      </Button>
      <Button kind="primary" icon={<Camera aria-hidden />} onPress={() => show('camera')}>
        {t('Camera')}
      </Button>
      <Dialog
        open={open === 'type'}
        onClose={() => setOpen(null)}
        title={t('Type the code under the barcode')}
        actions={
          <>
            <Button onPress={() => setOpen(null)}>{t('Cancel')}</Button>
            <Button kind="primary" onPress={enter}>
              {t('Enter')}
            </Button>
          </>
        }
      >
        <TextField label={t('Code')} value={text} onChange={setText} onEnter={enter} code />
      </Dialog>
      {open === 'camera' && (
        <Suspense fallback={null}>
          <CameraView onScan={(scan) => hub.scan(scan)} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  )
}
