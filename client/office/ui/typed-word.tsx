import { t } from '../../language/t.ts'
import { Input } from './field.tsx'

export interface TypedWordProps {
  word: string
  value: string
  onChange: (value: string) => void
}

/** For what reaches far: a hand that types a word knows what it does. */
export function TypedWord({ word, value, onChange }: TypedWordProps) {
  return <Input label={t('Type {word} to confirm', { word })} value={value} onChange={onChange} />
}

export const isTyped = (word: string, value: string): boolean => value.trim().toUpperCase() === word
