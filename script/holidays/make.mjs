// data/holidays/<country>.csv from date-holidays and countries/<country>.mjs; called by script/holidays/make.

import fs from 'node:fs'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {holidaysOf} from './calendar.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const target = path.join(here, '../../data/holidays')

const quoted = name => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

const known = fs.readdirSync(path.join(here, 'countries')).map(file => path.parse(file).name).sort()
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known
const unknown = wanted.find(country => !known.includes(country))
if (unknown) {
  console.error(`there is no countries/${unknown}.mjs; the countries are ${known.join(' ')}`)
  process.exit(1)
}

for (const country of wanted) {
  const {default: law} = await import(`./countries/${country}.mjs`)
  const lines = holidaysOf(law).map(({day, name}) => `${day},${quoted(name)}\n`)
  fs.writeFileSync(path.join(target, `${country}.csv`), `date,name\n${lines.join('')}`)
  console.log(`${country}: ${lines.length} days`)
}
