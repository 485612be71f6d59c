/** A code drawn to be scanned from the screen. Its library is large, so it comes when one is first shown. */
import { drawingSVG, qrcode } from 'bwip-js/browser'
import styles from './qr.module.css'

export default function Qr({ text, label }: { text: string; label: string }) {
  const svg = qrcode({ bcid: 'qrcode', text, scale: 4 }, drawingSVG())
  return <img className={styles.qr} alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(String(svg))}`} />
}
