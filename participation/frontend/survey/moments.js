// Days and hours in expressions, as written and whatever their offset: expressions/moments.py in the browser.
import { CannotEvaluate } from "./values.js";

const DAY = 86_400_000;
const [FIRST, LAST] = [-719_162, 2_932_896]; // the years 1 to 9999
const TIME = "([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\\.([0-9]{1,9}))?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?";
const WHITE = "[ \\t\\r\\n]*";
const MOMENT = new RegExp(`^${WHITE}([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T${TIME})?${WHITE}$`);
const HOUR = new RegExp(`^${WHITE}${TIME}${WHITE}$`);

const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

const milliseconds = ([hour = "0", minute = "0", second = "0", fraction = "0"]) =>
  ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`${fraction}00`.slice(0, 3));

const moment = (day, time) => (day >= FIRST && day <= LAST ? { day, time } : null);

/** `{ day, time }`: days since 1970-01-01 and milliseconds since midnight; null for no date. */
function toMoment(value) {
  if (typeof value === "string") {
    const [, written, ...parts] = MOMENT.exec(value) ?? [];
    const day = Date.parse(`${written}T00:00:00Z`) / DAY;
    return day >= FIRST && isoDay(day) === written ? moment(day, milliseconds(parts)) : null;
  }
  if (!Number.isFinite(value)) return null;
  const whole = Math.floor(value);
  const time = Math.floor((value - whole) * DAY + 0.5);
  return moment(whole + Math.floor(time / DAY), time % DAY);
}

export function toDays(value) {
  const found = toMoment(value);
  return found ? found.day + found.time / DAY : NaN;
}

export function partOfDay(text) {
  const found = HOUR.exec(text);
  return found ? milliseconds(found.slice(1)) / DAY : (toMoment(text)?.time ?? NaN) / DAY;
}

const padded = (number, width = 2) => String(number).padStart(width, "0");
const hours = ({ time }) => Math.floor(time / 3_600_000);

const FORMATS = {
  Y: ({ day }) => isoDay(day).slice(0, 4),
  y: ({ day }) => isoDay(day).slice(2, 4),
  m: ({ day }) => isoDay(day).slice(5, 7),
  n: ({ day }) => String(Number(isoDay(day).slice(5, 7))),
  d: ({ day }) => isoDay(day).slice(8),
  e: ({ day }) => String(Number(isoDay(day).slice(8))),
  H: (when) => padded(hours(when)),
  h: (when) => String(hours(when)),
  M: ({ time }) => padded(Math.floor(time / 60_000) % 60),
  S: ({ time }) => padded(Math.floor(time / 1000) % 60),
  3: ({ time }) => padded(time % 1000, 3),
  "%": () => "%",
};

/** A moment by a format such as `%d/%m/%Y`; empty for no date. */
export function formatted(value, pattern) {
  const when = toMoment(value);
  if (!when) return "";
  return pattern.replace(/%([^]?)/gu, (_whole, code) => {
    const write = FORMATS[code || "%"];
    if (!write) throw new CannotEvaluate(`the date format %${code}`);
    return write(when);
  });
}

export const dayText = (value) => formatted(value, "%Y-%m-%d");

export const momentText = (value) => formatted(value, "%Y-%m-%dT%H:%M:%S.%3");
