import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What a stepper shows: the number of the step, its sentence, and its picture. */
interface Shown {
  readonly step: number
  readonly of: number
  readonly said: string
  readonly picture: string
}

/**
 * Steps through a story as a reader does: by its buttons, the arrow keys, the slider, and by playing it. Fails when a step does
 * not come, has no picture of its own that is drawn, or when the picture and the sentence are of different steps.
 */
export async function stepThrough(page: Page, stepper: Locator): Promise<void> {
  const now = async (): Promise<Shown> => {
    const [step = 0, of = 0] = (
      (await stepper.locator('.controls span').innerText()).match(/\d+/g) ?? []
    ).map(Number)
    const image = stepper.locator('.kgl-frame img')
    const said = await stepper.locator('.said').innerText()
    expect(await image.getAttribute('alt')).toBe(said)
    await image.evaluate((each) => (each as HTMLImageElement).decode())
    expect(await image.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBeGreaterThan(100)
    return { step, of, said, picture: (await image.getAttribute('src')) ?? '' }
  }
  const press = async (name: string): Promise<Shown> => {
    await stepper.getByRole('button', { name, exact: true }).click()
    return now()
  }
  const key = async (name: string): Promise<Shown> => {
    await page.keyboard.press(name)
    return now()
  }

  await stepper.scrollIntoViewIfNeeded()
  const first = await press('first step')
  expect(first.step).toBe(1)
  expect(first.of).toBeGreaterThanOrEqual(3)
  const second = await press('one step on')
  expect(second.step).toBe(2)
  expect(second.said).not.toBe(first.said)
  expect(await press('one step back')).toEqual(first)
  const last = await press('last step')
  expect(last.step).toBe(last.of)
  expect(last.picture).not.toBe(first.picture)

  await stepper.focus()
  expect(await key('Home')).toEqual(first)
  expect(await key('ArrowRight')).toEqual(second)
  expect(await key('ArrowLeft')).toEqual(first)
  await stepper.getByRole('slider').focus()
  expect(await key('End')).toEqual(last)
  expect((await key('ArrowLeft')).step).toBe(last.of - 1)

  await stepper.focus()
  await key('Home')
  await page.keyboard.press(' ')
  await stepper.getByRole('button', { name: 'pause', exact: true }).waitFor()
  await stepper.locator('.controls span', { hasText: `step 2 of ${first.of}` }).waitFor()
  await page.keyboard.press(' ')
  await stepper.getByRole('button', { name: 'play', exact: true }).waitFor()
  expect((await now()).step).toBeGreaterThanOrEqual(2)
}
