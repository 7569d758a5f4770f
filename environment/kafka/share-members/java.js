// What stands between JavaScript and Java. Part of share-members.js, which loads it.

// biome-ignore-all lint/correctness/noUnusedVariables: the script that loads it has one scope with it.

importPackage(java.util.concurrent)

function list(iterable) {
  const found = []
  iterable.forEach((each) => {
    found.push(each)
  })
  return found
}

const encoder = java.util.Base64.getEncoder()

function base64(data) {
  return data === null ? null : String(encoder.encodeToString(data))
}

function javaMap(object) {
  const map = new java.util.HashMap()
  Object.keys(object).forEach((name) => {
    map.put(name, object[name])
  })
  return map
}

/** What Java threw, out of what Rhino and its futures wrapped around it. */
function thrown(problem) {
  let cause = problem.javaException || problem
  while (cause instanceof ExecutionException || cause instanceof CompletionException) cause = cause.getCause()
  return cause
}

/** What work returns; null when it ends with this exception of Java's. */
function unless(type, work) {
  try {
    return work()
  } catch (problem) {
    if (typeOf(thrown(problem)) !== type) throw problem
    return null
  }
}

function typeOf(cause) {
  return cause.getClass ? String(cause.getClass().getSimpleName()) : 'Error'
}

/** Of a partition, or of a record in it. */
function place(at) {
  const found = { topic: String(at.topic()), partition: Number(at.partition()) }
  if (at.offset) found.offset = Number(at.offset())
  return found
}
