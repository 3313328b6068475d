// The private sector's holidays. Up to 2018: article 74 of Federal Law 8 of 1980 (Eid al-Fitr two days, Arafat and Eid
// al-Adha three) and the ministry's circular for each. From 2019: the Cabinet's resolutions, the same days for both
// sectors, those of 2019-2020, 2021-2022, 2023 and 2024, and from 2025 Cabinet Resolution 27 of 2024, by which the
// Cabinet may move any but the two Eids to the beginning or the end of the week. As no rule says which are moved, the
// days up to May 2026 stand here as they fell; the later ones are Cabinet Resolution 27's, unmoved.

import {dayOf, plus, yearOf} from '../days.mjs'
import {islamic} from '../islamic.mjs'

// Holidays as they fell: the first day of each and how many there were.
const fell = holidays => year =>
  Object.entries(holidays)
    .filter(([first]) => yearOf(first) === year)
    .flatMap(([first, count]) => Array.from({length: count}, (_, i) => plus(first, i)))

const asTheyFell = {
  // From 2019 to 2024 from 29 Ramadan on; from 2025 with 30 Ramadan where there is one.
  'Eid al-Fitr': {
    '2015-07-17': 2, '2016-07-06': 2, '2017-06-25': 2, '2018-06-15': 2, '2019-06-03': 4, '2020-05-22': 5,
    '2021-05-11': 5, '2022-04-30': 5, '2023-04-20': 4, '2024-04-08': 5, '2025-03-30': 3, '2026-03-19': 4,
  },
  'Arafat Day': {
    '2015-09-23': 1, '2016-09-11': 1, '2017-08-31': 1, '2018-08-20': 1, '2019-08-10': 1, '2020-07-30': 1,
    '2021-07-19': 1, '2022-07-08': 1, '2023-06-27': 1, '2024-06-15': 1, '2025-06-05': 1, '2026-05-26': 1,
  },
  'Eid al-Adha': {
    '2015-09-24': 2, '2016-09-12': 2, '2017-09-01': 2, '2018-08-21': 2, '2019-08-11': 3, '2020-07-31': 3,
    '2021-07-20': 3, '2022-07-09': 3, '2023-06-28': 3, '2024-06-16': 3, '2025-06-06': 3, '2026-05-27': 3,
  },
  'Islamic New Year': {
    '2016-10-02': 1, '2017-09-21': 1, '2019-08-31': 1, '2022-07-30': 1, '2024-07-07': 1,
  },
  'Islamic New Year (observed)': {
    '2015-10-15': 1, '2018-09-13': 1, '2020-08-23': 1, '2021-08-12': 1, '2023-07-21': 1, '2025-06-27': 1,
  },
  // Twice in 2015.
  "Prophet's Birthday": {
    '2015-01-03': 1, '2015-12-24': 1, '2016-12-11': 1, '2017-11-30': 1, '2019-11-09': 1, '2020-10-29': 1,
    '2022-10-08': 1, '2024-09-15': 1, '2025-09-05': 1,
  },
  "Prophet's Birthday (observed)": {'2018-11-18': 1, '2021-10-21': 1, '2023-09-29': 1},
  // No holiday from 2019.
  "Isra and Mi'raj": {'2015-05-16': 1, '2018-04-14': 1},
  "Isra and Mi'raj (observed)": {'2016-05-05': 1, '2017-04-23': 1},
  // 30 November, mostly observed beside National Day; no holiday from 2023.
  'Commemoration Day': {'2017-11-30': 1, '2018-11-30': 1},
  'Commemoration Day (observed)': {
    '2015-12-03': 1, '2016-12-01': 1, '2019-12-01': 1, '2020-12-01': 1, '2021-12-01': 1, '2022-12-01': 1,
  },
  // 2025: the 2nd and 3rd moved to the 1st and 2nd.
  'National Day': {
    '2015-12-02': 1, '2016-12-02': 2, '2017-12-01': 2, '2018-12-02': 2, '2019-12-02': 2, '2020-12-02': 2,
    '2021-12-02': 2, '2022-12-02': 2, '2023-12-02': 3, '2024-12-02': 2, '2025-12-02': 1,
  },
  'National Day (observed)': {'2025-12-01': 1},
  'Mourning for Sheikh Khalifa': {'2022-05-14': 3},
}

export default {
  place: ['AE'],
  take: ["New Year's Day"],
  rules: [
    ...Object.entries(asTheyFell).map(([name, holidays]) => ({name, on: fell(holidays)})),
    {name: 'Eid al-Fitr', from: 2027, on: year => islamic(year, '30 Ramadan', '1 Shawwal P3D')},
    {name: 'Arafat Day', from: 2027, on: year => islamic(year, '9 Dhu al-Hijjah')},
    {name: 'Eid al-Adha', from: 2027, on: year => islamic(year, '10 Dhu al-Hijjah P3D')},
    {name: 'Islamic New Year', from: 2026, on: year => islamic(year, '1 Muharram')},
    {name: "Prophet's Birthday", from: 2026, on: year => islamic(year, '12 Rabi al-awwal')},
    {name: 'National Day', from: 2026, on: year => [dayOf(year, 12, 2), dayOf(year, 12, 3)]},
  ],
  calculatedFrom: '2026-06-01',
  calculated: ['Eid al-Fitr', 'Arafat Day', 'Eid al-Adha', 'Islamic New Year', "Prophet's Birthday"],
}
