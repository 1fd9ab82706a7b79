import { NextResponse } from "next/server";

/** Next looks for this file in the folders above too; it matches nothing here. */
export const config = { matcher: "/never" };

export function proxy(): NextResponse {
  return NextResponse.next();
}
