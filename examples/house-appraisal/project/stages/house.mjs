// What a sale tells the model about a house. Training and appraisal both come here, so they cannot disagree.

/** Left out on both ends: sales between relatives, ruins, palaces and slips of the pen. Limits in dollars per square foot. */
export function isOrdinarySale({ price, living_sqft, bedrooms }) {
  const pricePerSqft = price / living_sqft
  return bedrooms > 0 && pricePerSqft >= 80 && pricePerSqft <= 1000
}

/** The numbers a tree may ask for. `districtLevels` is what featurize.mjs learned: a number for each district, and `all`. */
export function describeHouse(house, districtLevels) {
  return {
    month: monthNumber(house.date),
    living_sqft: house.living_sqft,
    lot_sqft: house.lot_sqft,
    grade: house.grade,
    bedrooms: house.bedrooms,
    bathrooms: house.bathrooms,
    age: house.age,
    effective_age: house.effective_age,
    waterfront: house.waterfront,
    townhouse: house.type === 'townhouse' ? 1 : 0,
    latitude: house.latitude,
    longitude: house.longitude,
    km_to_downtown: kilometres(house, { latitude: 47.608, longitude: -122.337 }),
    km_to_university: kilometres(house, { latitude: 47.655, longitude: -122.308 }),
    district_level: districtLevels[house.district] ?? districtLevels.all,
  }
}

/** Months since January 2010. */
export function monthNumber(date) {
  const [year, month] = date.split('-').map(Number)
  return (year - 2010) * 12 + month - 1
}

/** The month as text, `2013-09`. */
export function monthName(month) {
  return `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** Distance on the ground; over a city the earth is flat enough. */
function kilometres(here, there) {
  const north = (here.latitude - there.latitude) * 111.2
  const east = (here.longitude - there.longitude) * 111.2 * Math.cos((there.latitude * Math.PI) / 180)
  return Math.round(Math.sqrt(north * north + east * east) * 100) / 100
}
