/** English sentences of the office about one of a thing: the floor's first load does without them. */
import { addForms } from '../language/t.ts'
import forms from './forms.json' with { type: 'json' }

addForms(forms)
