import { expect, it } from 'vitest'
import { createSpeech } from './speech.ts'

function heard() {
  const said: string[] = []
  const voice = {
    speak: (utterance: SpeechSynthesisUtterance) => said.push(`${utterance.lang}: ${utterance.text}`),
    cancel: () => said.push('–'),
  }
  const utter = (text: string) => ({ text, lang: '' }) as SpeechSynthesisUtterance
  return { said, speech: createSpeech('es', voice, utter) }
}

it('says nothing until it is wanted, and stops when it is not any more', () => {
  const { said, speech } = heard()
  speech.say('Scan bin A-03-2')
  expect(said).toEqual([])
  speech.turn(true)
  speech.say('Scan bin A-03-2')
  expect(said).toEqual(['–', 'es: Scan bin A 03 2'])
  speech.turn(false)
  speech.say('Take 3')
  expect(said).toEqual(['–', 'es: Scan bin A 03 2', '–'])
})

it('leaves what is no code as it is', () => {
  const { said, speech } = heard()
  speech.turn(true)
  speech.say('Too late - leave it')
  expect(said).toEqual(['–', 'es: Too late - leave it'])
})
