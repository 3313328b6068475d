// Organisation of Working Time Act 1997, second schedule; regulations of 2022 under its paragraph 1(g) added 18 March
// 2022 and, from 2023, the first Monday of February, or 1 February if that is a Friday. The Act moves no holiday off a
// weekend.

const names = {
  "New Year's Day": "New Year's Day",
  'St. Brigid’s Day': "St Brigid's Day",
  'St. Patrick’s Day': "St Patrick's Day",
  'Easter Monday': 'Easter Monday',
  'First Monday in May': 'May Bank Holiday',
  'First Monday in June': 'June Bank Holiday',
  'First Monday in August': 'August Bank Holiday',
  'Last Monday in October': 'October Bank Holiday',
  'Christmas Day': 'Christmas Day',
  'St. Stephen’s Day': "St Stephen's Day",
}

export default {
  place: ['IE'],
  take: Object.keys(names),
  rename: names,
  changes: [{day: '2022-03-18', add: 'Day of Remembrance and Recognition', why: 'regulations of 2022'}],
}
