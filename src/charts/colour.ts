import type { Appearance } from '../model/observation.js'

/** Dark text on light ground. */
export const INK = '#1b1e23'
/** Text of second rank; contrast 5.9 on white. */
export const MUTED = '#5b6472'
/** Thin lines and outlines. */
export const LINE = '#9aa3b2'
/** The ground that every picture brings along. */
export const PAPER = '#ffffff'
/** The committed position, and what needs a look; no group and no member has this colour. */
export const SIGNAL = '#b3123a'
/** What every picture is set in; the widths of labels are estimated, never measured, so that no font decides a layout. */
export const FONT = 'system-ui, sans-serif'

const GROUPS = ['#4269d0', '#e88b1a', '#2f9e6e', '#8e5bd0', '#cf66a2', '#84933a', '#5aa9d6', '#9c6b4e']
const MEMBERS = ['#17797b', '#efb118', '#6a51a3', '#7fb241', '#e07fb0', '#3f6fa8', '#b07a3c', '#6cc5b0']

const KEYS = [
  ...['#a6cee3', '#fdbf6f', '#b2df8a', '#cab2d6', '#f4a6a0', '#ffe680'],
  ...['#8dd3c7', '#d9b38c', '#f4cae4', '#c7d36f', '#9fb8e8', '#d3d3d3'],
]

/**
 * The colour of a group: by first appearance in this notebook, so that it stays with the group. A ninth group has the
 * first one's colour again; every picture writes the name beside the colour.
 */
export function groupColour(appearance: Appearance, group: string): string {
  return pick(GROUPS, appearance.groups, group)
}

/** The colour of a member, by first appearance; taken from another palette than the groups'. */
export function memberColour(appearance: Appearance, member: string): string {
  return pick(MEMBERS, appearance.members, member)
}

/**
 * The colour of a key, by its place among the keys of a picture: light, since the key's name is written on it. A 13th key
 * has the first one's colour again; what is not among them is as the paper.
 */
export function keyColour(keys: readonly string[], key: string): string {
  return keys.includes(key) ? pick(KEYS, keys, key) : PAPER
}

/** Black or white for text on `background` ('#rrggbb'): whichever has the higher contrast. */
export function inkOn(background: string): string {
  return contrast(PAPER, background) >= 4.5 ? PAPER : INK
}

/** WCAG 2 contrast ratio of two '#rrggbb' colours, 1 to 21; text wants at least 4.5. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function pick(palette: readonly string[], order: readonly string[], name: string): string {
  const at = order.indexOf(name)
  return palette[Math.max(at, 0) % palette.length] ?? INK
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
