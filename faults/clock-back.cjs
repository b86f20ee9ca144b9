// Loaded before the command: its clock, by which people tell the time, is a day late.
const day = 24 * 60 * 60 * 1000
const now = Date.now
Date.now = () => now() - day
