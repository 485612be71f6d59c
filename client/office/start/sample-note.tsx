import { t } from '../../language/t.ts'
import { Note } from '../ui/note.tsx'

export const SampleNote = () => (
  <Note tone="warn">
    {t(
      'There are sample items here, each called “Sample: …”. Begin again with an empty database before real goods come in: items are never deleted.',
    )}
  </Note>
)
