import { Undo2 } from 'lucide-react'
import { Button } from './button.tsx'

export interface UndoRowProps {
  /** "Undo: 3 × Rye crisps" */
  label: string
  onPress: () => void
}

export function UndoRow({ label, onPress }: UndoRowProps) {
  return (
    <Button wide icon={<Undo2 size={24} aria-hidden />} onPress={onPress}>
      {label}
    </Button>
  )
}
