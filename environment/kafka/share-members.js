// Members of share groups (KIP-932), which JavaScript clients cannot be yet: Kafka's own Java client, driven by the lab.
//
// Run by Rhino, interpreted, on the jars of the brokers: src/cluster/share-process.ts starts it. The first line of standard
// input holds the settings that every client needs, which may be secrets. Each line after it is a request { id, verb, member, … }, each line of standard output the
// answer to one: { id, answer } or { id, error: { type, message } }, in the order in which they come to an end; messages
// come before the answer, each as a line { id, piece } of its own, so that one at a time is in memory twice. The
// requests to one member are done one after the other, by a thread of its own; only a crash comes at once. The end of standard input ends it.

importPackage(java.util.concurrent)

const input = new java.io.BufferedReader(new java.io.InputStreamReader(java.lang.System.in, 'UTF-8'))
/** By Kafka's names: where the brokers are, and how to get in. */
// biome-ignore lint/correctness/noUnusedVariables: the files below connect with them.
const access = JSON.parse(input.readLine())
const members = new ConcurrentHashMap()
const admins = Executors.newCachedThreadPool()
/** By name; each takes a request and, if it answers piece by piece, what says a piece. The files below add them. */
const verbs = {}

load('environment/kafka/share-members/java.js')
load('environment/kafka/share-members/groups.js')
load('environment/kafka/share-members/members.js')
load('environment/kafka/share-members/messages.js')

function say(line) {
  const ascii = JSON.stringify(line).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  java.lang.System.out.println(ascii)
}

function answer(request) {
  const { id, verb } = request
  let said = { error: { type: 'Error', message: 'it failed without an exception' } }
  try {
    said = { answer: verbs[verb](request, (piece) => say({ id, piece })) }
  } catch (problem) {
    const cause = thrown(problem)
    const message = cause.getMessage ? cause.getMessage() : cause.message
    said = { error: { type: typeOf(cause), message: String(message) } }
  } finally {
    // Rhino catches no Error of Java's, and goes on through here: whoever asked is always answered.
    say({ id, answer: said.answer, error: said.error })
  }
}

function threadFor({ verb, member }) {
  if (member === undefined || verb === 'crash') return admins
  if (verb === 'join')
    members.put(member, {
      thread: Executors.newSingleThreadExecutor(),
      consumer: null,
      held: {},
      stash: null,
      looking: false,
      acquiring: false,
    })
  const me = members.get(member)
  if (me === null) return admins // which answers that there is none
  if (verb === 'acquire') me.acquiring = true
  // Closing the client later cannot be woken up by what comes too late for the acquisition.
  if (verb === 'leave' && me.acquiring) me.consumer.wakeup()
  return me.thread
}

input.lines().forEach((line) => {
  const request = JSON.parse(line)
  threadFor(request).execute(() => answer(request))
})
java.lang.Runtime.getRuntime().halt(0)
