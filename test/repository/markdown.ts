/** Where a link or an image of some markdown leads, code blocks and code spans left out. */
export function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '')
  const inline = [...prose.matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const defined = [...prose.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/gm)]
  const html = [...prose.matchAll(/\b(?:href|src)="([^"]+)"/g)]
  return [...inline, ...defined, ...html].map(([, to]) => to as string)
}

/** The names under which a heading can be linked to, as GitHub and JupyterLab make them (the latter keeps capitals). */
export function anchorsOf(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, text]) => text as string)
  const plain = headings.map((text) => text.replace(/[`*_]/g, ''))
  const github = plain.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  )
  return new Set([...github, ...plain.map((text) => text.replace(/\s/g, '-'))])
}

/** The npm scripts that a text tells its reader to run: `start` of "npm start", `kafka` of "npm run kafka -- topics". */
export function npmScriptsOf(text: string): Set<string> {
  const named = [...text.matchAll(/\bnpm (?:run(?:-script)? ([\w:-]+)|(start|test)\b)/g)]
  return new Set(named.map(([, script, short]) => (script ?? short) as string))
}
