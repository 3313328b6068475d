// Law 260 of 27 May 1949, art. 2, as of law 54/1977, D.P.R. 792/1985 (Epiphany back), law 336/2000 (2 June back) and
// law 151/2025 (Saint Francis, from 2026).

export default {
  place: ['IT'],
  leave: ['Easter Sunday'],
  rename: {
    'Liberation from Nazi-Fascism (1945)': 'Liberation Day',
    'National Day of Saint Francis of Assisi': 'Saint Francis of Assisi',
    Assumption: 'Assumption Day',
    'Boxing Day': "Saint Stephen's Day",
  },
}
