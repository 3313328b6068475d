// From date-holidays to the days that a seller's calendar holds.
//
// A country's law (countries/<country>.mjs) is an object of these parts, all but `place` optional:
//
//   place      what date-holidays calls the country, and the part of it where it must be one: ['GB', 'ENG']
//   leave      names (date-holidays' English ones) that are no public holidays of the whole country by its law
//   take       the other way round: only these names are taken
//   rename     {'Their name': 'ours'}
//   rules      what date-holidays lacks and a rule gives: {name, from, to, on: year => day or days}
//   observed   (day, taken) => the day on which a holiday of that day is observed instead, or the day itself, or null
//              where that day is none of the whole country; `taken` is the set of days that are holidays already.
//              Substitutes of date-holidays are used where this is absent.
//   changes    single days: {day, add: name, why} or {day, drop: true, why}, the last word
//   calculatedFrom  a day: from then on, names in `calculated` are marked "(calculated)", as nobody has declared them
//   calculated      names whose day is declared or sighted, not ruled
//
// The result is one {day, name} a day, in order. Of a holiday that is observed on another day, only that day is there.

import Holidays from 'date-holidays'
import {plus, yearOf} from './days.mjs'

export const firstYear = 2015
export const lastYear = 2035

const millisecondsADay = 86_400_000

// What date-holidays knows of one more year at both ends: a holiday may be observed in the year beside its own.
function fromSource({place, leave = [], take, rename = {}, observed}) {
  const source = new Holidays(...place)
  const found = []
  for (let year = firstYear - 1; year <= lastYear + 1; year++) {
    const all = source.getHolidays(year, 'en').filter(each => each.type === 'public')
    const substituted = new Set(all.filter(each => each.substitute).map(each => each.rule))
    for (const each of all) {
      const name = each.name.replace(/ \(substitute day\)$/, '')
      if (take ? !take.includes(name) : leave.includes(name)) continue
      // Our own rule of substitutes starts from the days themselves; theirs wins over the day it stands for.
      if (observed ? each.substitute : !each.substitute && substituted.has(each.rule)) continue
      const days = Math.max(1, Math.round((each.end - each.start) / millisecondsADay))
      for (let i = 0; i < days; i++) {
        const mark = each.substitute ? ' (observed)' : ''
        found.push({day: plus(each.date.slice(0, 10), i), name: (rename[name] ?? name) + mark})
      }
    }
  }
  return found
}

function fromRules(rules = []) {
  const found = []
  for (const {name, from = firstYear - 1, to = lastYear + 1, on} of rules) {
    for (let year = from; year <= to; year++) {
      for (const day of [on(year)].flat()) found.push({day, name})
    }
  }
  return found
}

function moved(holidays, observed) {
  if (!observed) return holidays
  const taken = new Set(holidays.map(each => each.day))
  return holidays.flatMap(({day, name}) => {
    const seen = observed(day, taken, name)
    if (seen === null) return []
    taken.add(seen)
    return seen === day ? {day, name} : {day: seen, name: `${name} (observed)`}
  })
}

// Two holidays on one day are one day off, with both names.
function merged(holidays) {
  const names = new Map()
  for (const {day, name} of holidays) names.set(day, [...new Set([...(names.get(day) ?? []), name])])
  return [...names].map(([day, all]) => ({day, name: all.join(' / ')})).sort((a, b) => (a.day < b.day ? -1 : 1))
}

function changed(holidays, changes = []) {
  const dropped = new Set(changes.filter(each => each.drop).map(each => each.day))
  for (const day of dropped) {
    if (!holidays.some(each => each.day === day)) throw new Error(`${day} is dropped, but was no holiday`)
  }
  const added = changes.filter(each => each.add).map(({day, add}) => ({day, name: add}))
  for (const {day} of added) {
    if (holidays.some(each => each.day === day && !dropped.has(day))) throw new Error(`${day} is added, but was there`)
  }
  return [...holidays.filter(each => !dropped.has(each.day)), ...added]
}

export function holidaysOf(law) {
  const byDay = (a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)
  const ruled = [...fromSource(law), ...fromRules(law.rules)].sort(byDay)
  const inYears = moved(ruled, law.observed).filter(({day}) => yearOf(day) >= firstYear && yearOf(day) <= lastYear)
  const marked = changed(inYears, law.changes).map(({day, name}) => {
    const base = name.replace(/ \(observed\)$/, '')
    const open = law.calculatedFrom && day >= law.calculatedFrom && law.calculated.includes(base)
    return {day, name: open ? `${name} (calculated)` : name}
  })
  return merged(marked)
}
