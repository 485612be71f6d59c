import { Search, X } from 'lucide-react'
import styles from './search-field.module.css'
import { Tap } from './tap.tsx'
import { words } from './words.ts'

export interface SearchFieldProps {
  /** Its name, and what stands in it while empty: "Item, bin or lot". */
  label: string
  value: string
  onChange: (value: string) => void
  onEnter?: (() => void) | undefined
}

export function SearchField({ label, value, onChange, onEnter }: SearchFieldProps) {
  return (
    <div className={styles.field}>
      <Search className={styles.icon} size={24} aria-hidden />
      {/* Not type="search": its own small cross is below any finger's size. */}
      <input
        className={styles.input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onEnter?.()
        }}
      />
      {value && (
        <Tap className={styles.clear} aria-label={words.clear} onPress={() => onChange('')}>
          <X size={24} aria-hidden />
        </Tap>
      )}
    </div>
  )
}
