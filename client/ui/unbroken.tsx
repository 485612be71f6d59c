import type { ReactNode } from 'react'
import styles from './unbroken.module.css'

/** A bin or item code: a hyphen and a digit, short enough for a line of the narrowest screen. */
const code = /^(?=.*\d)\S+-\S+$/
const longest = 14

/** Text with its codes kept in one piece: a browser breaks lines after hyphens, and "A-03-" is another bin. */
export function unbroken(text: ReactNode): ReactNode {
  if (typeof text !== 'string' || !text.includes('-')) return text
  return text.split(/(\s+)/).map((part, at) =>
    code.test(part) && part.length <= longest ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are nothing but their place
      <span key={at} className={styles.code}>
        {part}
      </span>
    ) : (
      part
    ),
  )
}
