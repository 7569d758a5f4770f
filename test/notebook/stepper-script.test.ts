import { JSDOM } from 'jsdom'
import { expect, it } from 'vitest'
import { stepperBundle } from '../../src/notebook/stepper-card.js'
import { stepperScript, stepperStyle } from '../../src/notebook/stepper-script.js'

const texts = [
  '0.00 s: C1 joined.',
  '1.00 s: C2 joined.',
  '2.00 s: C1 left.',
  '3.00 s: At the end C2 read P0.',
]
const html = String(
  stepperBundle(
    {
      ...{ title: 'A story', alt: 'It ended well.', left: 0 },
      steps: texts.map((text, at) => ({
        ...{ text, key: at === 0 },
        chart: {
          ...{ title: '', alt: '', table: { columns: [], rows: [] } },
          picture: { kind: 'plot', scene: { width: 1, height: 1, boxes: [], labels: [], rules: [] } },
        },
      })),
    },
    texts.map((_, at) => `<svg><g x="${at}"/><text>${at}</text></svg>`),
  )['text/html'],
)

/** A page with the stepper in it so many times, whose timers go off by hand; and what its cards' surroundings heard of keys. */
function page(times = 1) {
  const due: (() => void)[] = []
  const heard: string[] = []
  const { window } = new JSDOM(`<body>${html.repeat(times)}</body>`, {
    runScripts: 'dangerously',
    beforeParse: (made) => {
      made.setTimeout = ((act: () => void) => due.push(act)) as never
      made.clearTimeout = ((place: number) => {
        due[place - 1] = () => {}
      }) as never
    },
  })
  window.document.body.addEventListener('keydown', ({ key }) => heard.push(key))
  const cards = [...window.document.querySelectorAll('figure')].map((card) => {
    const one = <T extends Element>(what: string): T => {
      const found = card.querySelector<T>(what)
      if (found === null) throw new Error(`wanted ${what} in the card, found none`)
      return found
    }
    return {
      card,
      slider: one<HTMLInputElement>('input'),
      said: () => one('.said').textContent,
      alt: () => one<HTMLImageElement>('.kgl-frame img').alt,
      picture: () => decodeURIComponent(one<HTMLImageElement>('.kgl-frame img').src),
      count: () => one('.controls span').textContent,
      press: (key: string, on: Element = card) => {
        const event = new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
        on.dispatchEvent(event)
        return event.defaultPrevented
      },
      click: (label: string) => one<HTMLButtonElement>(`button[aria-label="${label}"]`).click(),
      buttons: () => [...card.querySelectorAll('button')].map((each) => each.getAttribute('aria-label')),
    }
  })
  return { window, due, heard, cards, first: cards[0] as (typeof cards)[0] }
}

it('begins with the first step, and nothing plays by itself', () => {
  const { due, first } = page()
  expect([first.said(), first.alt(), first.count()]).toEqual([texts[0], texts[0], 'step 1 of 4'])
  expect(first.picture()).toBe('data:image/svg+xml,<svg><g x="0"/><text>0</text></svg>')
  expect(first.buttons()).toEqual(['first step', 'one step back', 'play', 'one step on', 'last step'])
  expect([first.card.tabIndex, first.card.getAttribute('role')]).toEqual([0, 'group'])
  expect(due).toEqual([])
})

it('goes by arrow keys, Home and End, stays inside the story, and keeps the keys for itself', () => {
  const { heard, first } = page()
  const after = (key: string) => [first.press(key), first.count()]
  expect(after('ArrowLeft')).toEqual([true, 'step 1 of 4'])
  expect(after('ArrowRight')).toEqual([true, 'step 2 of 4'])
  expect(after('ArrowUp')).toEqual([true, 'step 3 of 4'])
  expect(after('ArrowDown')).toEqual([true, 'step 2 of 4'])
  expect(after('End')).toEqual([true, 'step 4 of 4'])
  expect(after('ArrowRight')).toEqual([true, 'step 4 of 4'])
  expect(first.picture()).toContain('<text>3</text>')
  expect(after('Home')).toEqual([true, 'step 1 of 4'])
  expect(after('d')).toEqual([false, 'step 1 of 4'])
  expect(heard).toEqual([])
  first.press('Tab')
  expect(heard).toEqual(['Tab'])
})

it('goes by buttons and the slider, which says the sentence', () => {
  const { window, first } = page()
  const counts = ['one step on', 'last step', 'one step back', 'first step'].map((label) => {
    first.click(label)
    return first.count()
  })
  expect(counts).toEqual(['step 2 of 4', 'step 4 of 4', 'step 3 of 4', 'step 1 of 4'])
  first.slider.value = '3'
  first.slider.dispatchEvent(new window.Event('input'))
  expect([first.said(), first.slider.getAttribute('aria-valuetext')]).toEqual([texts[2], texts[2]])
  expect([first.slider.min, first.slider.max]).toEqual(['1', '4'])
})

it('plays to the end and stops there; begins again; stops when the reader steps', () => {
  const { due, first } = page()
  first.press(' ')
  expect(first.buttons()[2]).toBe('pause')
  for (let at = 0; at < 3; at++) due.at(-1)?.()
  expect([first.count(), first.buttons()[2], due.length]).toEqual(['step 4 of 4', 'play', 3])
  first.click('play')
  expect([first.count(), first.buttons()[2]]).toEqual(['step 1 of 4', 'pause'])
  first.press('ArrowRight')
  expect([first.count(), first.buttons()[2]]).toEqual(['step 2 of 4', 'play'])
  due.at(-1)?.()
  expect(first.count()).toBe('step 2 of 4')
})

it('leaves space to the button that has the focus, and ends with its card', () => {
  const { due, first } = page()
  const button = first.card.querySelector('button') as Element
  expect(first.press(' ', button)).toBe(false)
  expect(first.buttons()[2]).toBe('play')
  first.click('play')
  first.card.remove()
  due.at(-1)?.()
  expect([first.count(), due.length]).toEqual(['step 1 of 4', 1])
})

it('works several times in a page', () => {
  const { cards } = page(2)
  cards[1]?.press('End')
  expect(cards.map(({ count }) => count())).toEqual(['step 1 of 4', 'step 4 of 4'])
})

it('moves nothing by itself, asks no network, and makes no markup out of text', () => {
  expect(stepperScript).not.toMatch(/innerHTML|eval|fetch|XMLHttp|https?:/)
  expect(stepperStyle).not.toMatch(/transition|animation|url\(/)
  expect(stepperStyle).toContain(
    '@media print{.kgl-stepper>.keys{display:block}.kgl-stepper>.player{display:none}}',
  )
})
