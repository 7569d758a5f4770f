import { onTestFinished } from 'vitest'
import { inboxLimit } from '../../src/kafka/inbox.js'

/** Lets members hold so many messages until the test is over, or until what it returns is called. */
export function holdingAtMost(messages: number): () => void {
  const usual = inboxLimit.messages
  const asUsual = (): void => {
    inboxLimit.messages = usual
  }
  inboxLimit.messages = messages
  onTestFinished(asUsual)
  return asUsual
}
