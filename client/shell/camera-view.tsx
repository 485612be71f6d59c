/** The camera over the screen. It closes after a scan: the worker looks at the answer, not at the picture. */

import { Flashlight, RefreshCw, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { t } from '../language/t.ts'
import { type Camera, type CameraChoice, CameraProblem, openCamera } from '../scan/camera/index.ts'
import type { RawScan } from '../scan/raw-scan.ts'
import { Button, Card } from '../ui/index.ts'
import styles from './camera-view.module.css'

export interface CameraViewProps {
  onScan(scan: RawScan): void
  onClose(): void
}

export default function CameraView({ onScan, onClose }: CameraViewProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [camera, setCamera] = useState<Camera | null>(null)
  const [choices, setChoices] = useState<CameraChoice[]>([])
  const [torch, setTorch] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const scanned = useEffectEvent((scan: RawScan) => {
    onClose()
    onScan(scan)
  })

  useEffect(() => {
    const stopped = new AbortController()
    const element = video.current
    if (!element) return
    openCamera(
      element,
      { remember: localStorage, signal: stopped.signal, onProblem: (found) => setProblem(found.message) },
      scanned,
    )
      .then(async (opened) => {
        setCamera(opened)
        setChoices(await opened.cameras())
      })
      .catch((error: unknown) => {
        if (!stopped.signal.aborted)
          setProblem(
            error instanceof CameraProblem ? error.message : t('The camera did not start. Type the code instead.'),
          )
      })
    const hidden = () => document.hidden && onCloseEvent()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      stopped.abort()
    }
  }, [])
  useEffect(() => () => camera?.stop(), [camera])
  const onCloseEvent = useEffectEvent(() => onClose())

  const nextCamera = () => {
    const at = choices.findIndex((choice) => choice.deviceId === camera?.deviceId())
    const next = choices[(at + 1) % choices.length]
    if (camera && next)
      camera.use(next.deviceId).catch(() => setProblem(t('This camera did not start. Try another one.')))
  }

  return (
    <div className={styles.view}>
      <video ref={video} className={styles.video} muted playsInline />
      <div className={styles.aim} aria-hidden />
      {problem && (
        <div className={styles.problem}>
          <Card tone="bad">{problem}</Card>
        </div>
      )}
      <div className={styles.bar}>
        {camera?.hasTorch() && (
          <Button
            icon={<Flashlight aria-hidden />}
            chosen={torch}
            onPress={() => {
              camera.setTorch(!torch).then(
                () => setTorch(!torch),
                () => setProblem(t('The light of this camera cannot be switched.')),
              )
            }}
          >
            {t('Light')}
          </Button>
        )}
        {choices.length > 1 && (
          <Button icon={<RefreshCw aria-hidden />} onPress={nextCamera}>
            {t('Other camera')}
          </Button>
        )}
        <Button kind="primary" icon={<X aria-hidden />} onPress={onClose}>
          {t('Close camera')}
        </Button>
      </div>
    </div>
  )
}
