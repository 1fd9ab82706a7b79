import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import type { SignUp } from "@/lib/auth/provider-account";
import { createOwner, signUpIsOpen } from "@/lib/services/accounts/sign-up";

type AuthContext = { params: Promise<{ nextauth: string[] }> };

async function signUpByProvider(...[db, person]: Parameters<SignUp>) {
  return (await createOwner(db, person, person.name)).userId;
}

function answer(request: NextRequest, context: AuthContext): Promise<Response> {
  return NextAuth(request, context, authOptions(request, signUpIsOpen() ? signUpByProvider : undefined));
}

export { answer as GET, answer as POST };
