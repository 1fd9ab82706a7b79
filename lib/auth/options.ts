import "server-only";
import type { Account, AuthOptions, Profile } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { getDb } from "@/db/client";
import { addressOf } from "@/lib/auth/account";
import { limitAttempts } from "@/lib/auth/attempts";
import { revokeSession, startSession } from "@/lib/auth/browser-session";
import { verifyCredentials } from "@/lib/auth/credentials";
import {
  admitIdentity,
  type ProviderIdentity,
  type SignUp,
  userOfIdentity,
} from "@/lib/auth/provider-account";
import { configuredProviders } from "@/lib/auth/providers";
import { callerOfToken } from "@/lib/auth/session-caller";
import {
  SESSION_MAX_AGE_SECONDS,
  sessionCookieName,
  sessionSecret,
  sessionTokenOf,
  usesSecureCookies,
} from "@/lib/auth/session-cookie";
import { returnPath } from "@/lib/domain/return-path";

const failures = limitAttempts(50, 5 * 60_000);

/** next-auth writes the message of any error into an address: only these words may appear there. */
async function withoutDetails<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error("sign-in failed:", error);
    throw new Error("Unavailable");
  }
}

async function authorize(email: string, password: string, address: string) {
  if (email.length > 254 || password.length > 200 || email.includes("\u0000")) return null;
  if (!failures.take(address)) throw new Error("TooManyAttempts");
  const userId = await withoutDetails(async () =>
    verifyCredentials(await getDb(), { email, password }, new Date()),
  );
  if (!userId) return null;
  failures.giveBack(address);
  return { id: userId };
}

const credentials = (request: Request) =>
  CredentialsProvider({
    name: "Mail and password",
    credentials: {
      email: { label: "Mail", type: "email" },
      password: { label: "Password", type: "password" },
    },
    authorize: (given) => authorize(given?.email ?? "", given?.password ?? "", addressOf(request.headers)),
  });

function identityOf(account: Account, profile: Profile | undefined): ProviderIdentity {
  const verified = profile && "email_verified" in profile && profile.email_verified === true;
  return {
    provider: account.provider,
    providerAccountId: account.providerAccountId,
    verifiedEmail: (verified && profile.email) || null,
    name: profile?.name ?? profile?.email ?? "",
  };
}

function callbacks(request: Request, signUp: SignUp | undefined): AuthOptions["callbacks"] {
  return {
    async signIn({ account, profile }) {
      if (!account || account.type === "credentials") return account !== null;
      const identity = identityOf(account, profile);
      const userId = await withoutDetails(async () => admitIdentity(await getDb(), identity, signUp));
      return userId ? true : "/sign-in?error=NoAccount";
    },
    async jwt({ token, user, account }) {
      if (!account) return token;
      const db = await getDb();
      const userId =
        account.type === "credentials" ? user.id : await userOfIdentity(db, identityOf(account, undefined));
      const browser = {
        userAgent: request.headers.get("user-agent"),
        ipAddress: addressOf(request.headers),
      };
      if (!userId) throw new Error("AccessDenied");
      const { sessionId, sessionVersion } = await startSession(db, userId, browser);
      return { sub: userId, sid: sessionId, sv: sessionVersion };
    },
    async session({ session, token }) {
      const signedIn = sessionTokenOf(token);
      const caller = signedIn && (await callerOfToken(signedIn, undefined));
      // Thrown here, next-auth clears the cookie and answers like to someone who is not signed in.
      if (!caller) throw new Error("The session has ended.");
      return { user: { name: caller.name, email: caller.email }, expires: session.expires };
    },
    redirect: ({ url, baseUrl }) => {
      const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
      return `${baseUrl}${returnPath(path)}`;
    },
  };
}

/** next-auth's settings for one request; with `signUp`, a provider's unknown users become new ones. */
export function authOptions(request: Request, signUp: SignUp | undefined): AuthOptions {
  const secure = usesSecureCookies();
  return {
    secret: sessionSecret(),
    providers: [credentials(request), ...configuredProviders()],
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    callbacks: callbacks(request, signUp),
    events: {
      async signOut({ token }) {
        const ended = sessionTokenOf(token);
        if (ended) await revokeSession(await getDb(), ended.userId, ended.sessionId);
      },
    },
    logger: {
      // An ended session is no failure of ours.
      error: (code, details) =>
        code === "JWT_SESSION_ERROR" ? undefined : console.error(`sign-in: ${code}`, details),
      warn: (code) => console.warn(`sign-in: ${code}`),
    },
  };
}
