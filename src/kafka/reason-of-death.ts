import type { MemberPlan } from './membership.js'

/** Why a member stopped for good, as a sentence with the next step. kafkajs itself stops without a word. */
export function reasonOfDeath({ name, group, topics, assignor }: MemberPlan, error: Error): string {
  const who = `${name} of group '${group}'`
  const said = error.message.replace(/\.+$/, '')
  const codec = /^(LZ4|ZSTD) compression not implemented/.exec(error.message)?.[1]
  if (codec !== undefined)
    return (
      `${who} cannot read ${topics.map((topic) => `'${topic}'`).join(', ')}: the records are compressed with ${codec}, ` +
      'and the lab has codecs for gzip and snappy only. ' +
      'Make the topic fresh with compression.type gzip, snappy or producer, and produce to it again.'
    )
  if (/supported protocols are incompatible/.test(error.message))
    return (
      `${who} was refused, because no other member shares its assignor, '${assignor}'. Kafka says: ${said}. ` +
      `Let ${name} join with the assignor of the others, or let them leave first.`
    )
  return `${who} has stopped: ${said}. Run its join cell again to put a new ${name} in its place.`
}
