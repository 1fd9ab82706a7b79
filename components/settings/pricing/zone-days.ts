import { addDays } from "@/lib/domain/calendar";
import { dateIn } from "@/lib/domain/time-zone";

/** The calendar day of an instant in the billing zone. */
export const dayIn = (instant: string, timezone: string) => dateIn(Date.parse(instant), timezone);

export const dayBefore = (day: string) => addDays(day, -1);
