import { expect, test } from 'vitest'
import { anchorsOf, linksOf, npmScriptsOf } from './markdown.js'

test('links are found in all their forms, and not in code', () => {
  const text = `[a](one.md "title") ![b](two.png) <img src="three.png"> <a href="four.md">x</a>
[five]: five.md
\`[x](six.md)\` [y](<seven.md>)
\`\`\`
[z](eight.md)
\`\`\``
  expect(linksOf(text).sort()).toEqual(['five.md', 'four.md', 'one.md', 'seven.md', 'three.png', 'two.png'])
})

test('headings are anchors as GitHub and JupyterLab make them', () => {
  const anchors = anchorsOf('# Two groups, one `topic`\n\ntext\n## Try it ##')
  expect([...anchors]).toEqual(['two-groups-one-topic', 'try-it', 'Two-groups,-one-topic', 'Try-it'])
})

test('npm scripts are found with and without run, and each once', () => {
  const text = '`npm start`, npm test, `npm run kafka -- topics`, npm run kafka, but not npm install'
  expect([...npmScriptsOf(text)]).toEqual(['start', 'test', 'kafka'])
})
