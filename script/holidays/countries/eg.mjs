// What the minister of labour grants the private sector: Labour Law No. 12 of 2003, art. 52, with Decree No. 112 of
// 2003 as amended by No. 49 of 2009; Labour Law No. 14 of 2025, art. 129, with Decree No. 294 of 2025. The prime
// minister may move a holiday to the beginning or the end of a working week (Decree No. 1193 of 2018 as amended by No.
// 1249 of 2020); since 2020 the private sector follows. 30 June is one for it since 2019. The Islamic days are as
// sighted by Dar al-Ifta, with the days that the minister added before and after the feasts.

import {dayOf, plus, yearOf} from '../days.mjs'

// First day: number of days. From April 2026 as Decree No. 294 has it, on the days that are calculated.
const eidAlFitr = {
  '2015-07-17': 2, '2016-07-06': 2, '2017-06-25': 2, '2018-06-15': 3, '2019-06-05': 2, '2020-05-24': 2, '2021-05-13': 2,
  '2022-05-02': 2, '2023-04-20': 5, '2024-04-09': 5, '2025-03-29': 5, '2026-03-19': 5, '2027-03-09': 2, '2028-02-26': 2,
  '2029-02-14': 2, '2030-02-04': 2, '2031-01-24': 2, '2032-01-14': 2, '2033-01-02': 2, '2033-12-23': 2, '2034-12-12': 2,
  '2035-12-01': 2,
}
const eidAlAdha = {
  '2015-09-24': 2, '2016-09-12': 2, '2017-09-01': 2, '2018-08-21': 2, '2019-08-11': 2, '2020-07-31': 2, '2021-07-20': 2,
  '2022-07-09': 2, '2023-06-28': 4, '2024-06-16': 3, '2025-06-06': 4, '2026-05-27': 2, '2027-05-16': 2, '2028-05-05': 2,
  '2029-04-24': 2, '2030-04-13': 2, '2031-04-02': 2, '2032-03-22': 2, '2033-03-11': 2, '2034-03-01': 2, '2035-02-18': 2,
}
const islamicNewYear = `2015-10-14 2016-10-02 2017-09-22 2018-09-11 2019-08-31 2020-08-20 2021-08-10 2022-07-30
  2023-07-19 2024-07-07 2025-06-26 2026-06-16 2027-06-06 2028-05-25 2029-05-14 2030-05-03 2031-04-23 2032-04-11
  2033-04-01 2034-03-21 2035-03-11`
const mawlid = `2015-01-03 2015-12-23 2016-12-11 2017-12-01 2018-11-20 2019-11-09 2020-10-29 2021-10-19 2022-10-08
  2023-09-27 2024-09-15 2025-09-04 2026-08-25 2027-08-14 2028-08-03 2029-07-24 2030-07-13 2031-07-02 2032-06-20
  2033-06-09 2034-05-30 2035-05-20`

// The holidays that were moved for the private sector too, and the day on which they were observed.
const moved = {
  '2020-06-30': '2020-07-02', '2020-10-06': '2020-10-08',
  '2021-01-25': '2021-01-28', '2021-04-25': '2021-04-29', '2021-06-30': '2021-07-01', '2021-07-23': '2021-07-22',
  '2021-08-10': '2021-08-12', '2021-10-06': '2021-10-07', '2021-10-19': '2021-10-21',
  '2022-01-25': '2022-01-27',
  '2023-01-07': '2023-01-08', '2023-01-25': '2023-01-26', '2023-05-01': '2023-05-04', '2023-06-30': '2023-07-02',
  '2023-07-19': '2023-07-20', '2023-09-27': '2023-09-28', '2023-10-06': '2023-10-05',
  '2024-05-01': '2024-05-05', '2024-07-07': '2024-07-11', '2024-07-23': '2024-07-25',
  '2025-04-25': '2025-04-24', '2025-06-30': '2025-07-03', '2025-07-23': '2025-07-24', '2025-10-06': '2025-10-09',
  '2026-01-25': '2026-01-29', '2026-06-16': '2026-06-18', '2026-06-30': '2026-07-02', '2026-08-25': '2026-08-27',
  '2026-10-06': '2026-10-08',
}

const listed = days => year => days.split(/\s+/).filter(day => yearOf(day) === year)
const lasting = feast => year =>
  Object.entries(feast)
    .filter(([first]) => yearOf(first) === year)
    .flatMap(([first, length]) => Array.from({length}, (_, i) => plus(first, i)))
const dayBefore = feast => year => listed(Object.keys(feast).join(' '))(year).map(first => plus(first, -1))

export default {
  place: ['EG'],
  leave: [
    'National Police Day',
    '30 June Day',
    'Islamic New Year',
    'Birthday of Muhammad (Mawlid)',
    'End of Ramadan (Eid al-Fitr)',
    'Feast of the Sacrifice (Eid al-Adha)',
  ],
  rename: {
    'Christmas Day': 'Coptic Christmas',
    'Revolution Day 2011': '25 January Revolution and Police Day',
    'Sham El Nessim': 'Sham el-Nessim',
    'Revolution Day': '23 July Revolution Day',
  },
  rules: [
    {name: '30 June Revolution Day', from: 2019, on: year => dayOf(year, 6, 30)},
    {name: 'Eid al-Fitr', on: lasting(eidAlFitr)},
    {name: 'Arafat Day', on: dayBefore(eidAlAdha)},
    {name: 'Eid al-Adha', on: lasting(eidAlAdha)},
    {name: 'Islamic New Year', on: listed(islamicNewYear)},
    {name: "Prophet's Birthday", on: listed(mawlid)},
  ],
  observed: (day, taken, name) => (name.startsWith('Eid') ? day : (moved[day] ?? day)),
  changes: [
    {day: '2020-03-12', add: 'Day off for severe weather', why: 'cabinet, 11 March 2020: public and private sector'},
    {day: '2021-05-02', add: 'Day off against COVID-19', why: 'minister of manpower, April 2021'},
    {day: '2025-11-01', add: 'Opening of the Grand Egyptian Museum', why: 'minister of labour, October 2025'},
  ],
  calculatedFrom: '2026-04-01',
  calculated: ['Eid al-Fitr', 'Arafat Day', 'Eid al-Adha', 'Islamic New Year', "Prophet's Birthday"],
}
