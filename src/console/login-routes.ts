import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ConsoleDeps } from "./console-deps.ts";
import type { LoginGate } from "./login-gate.ts";
import type { RateLimit } from "./rate-limit.ts";
import { messagePage } from "./views/message-page.ts";

/** Cookies are shared by all ports of a host, so the name carries the port: two consoles do not sign each other out. */
const cookieName = (context: Context): string =>
  `noticeboard_session_${/:(\d+)$/u.exec(context.req.header("host") ?? "")?.[1] ?? "80"}`;

/** The session secret that the browser presents, if any. */
export const presentedSession = (context: Context): string | undefined => getCookie(context, cookieName(context));

/** `GET /login?token=...`: swaps the one-time token of the printed link for a session cookie. */
export const loginRoutes = (gate: LoginGate, attempts: RateLimit, deps: Pick<ConsoleDeps, "wayToPerson">): Hono => {
  const routes = new Hono();
  const say = (context: Context, status: ContentfulStatusCode, heading: string, lines: string[]) =>
    context.html(messagePage({ heading, lines, signedIn: false, wayToPerson: deps.wayToPerson() }), status);

  routes.get("/login", (context) => {
    if (gate.isSession(presentedSession(context))) return context.redirect("/", 303);
    // Link checkers send HEAD; that must not use the link up.
    if (context.req.method === "HEAD") return context.body(null, 204);
    const waitSeconds = attempts();
    if (waitSeconds !== null) {
      context.header("Retry-After", String(waitSeconds));
      return say(context, 429, "Too many tries", [`Wait ${waitSeconds} seconds, then open the printed link again.`]);
    }
    const result = gate.exchange(context.req.query("token") ?? "");
    if (result.code === "already_used")
      return say(context, 410, "This link has been used already", [
        "A login link opens Noticeboard once, in one browser. If that was you, go back to that browser: it is still signed in.",
        "For a new link, stop Noticeboard and start it again with npm start. It prints a fresh link.",
      ]);
    if (result.code === "wrong_token")
      return say(context, 403, "This link is not right", [
        "Copy the whole link that npm start printed, up to its last letter. A link from an earlier start no longer works.",
        "If you cannot find it, stop Noticeboard and start it again. It prints a fresh link.",
      ]);
    setCookie(context, cookieName(context), result.session, { httpOnly: true, sameSite: "Strict", path: "/" });
    // After a click on another site a Strict cookie is not sent along a redirect; a page of our own sends it.
    if (context.req.header("sec-fetch-site") === "cross-site")
      return context.html(
        messagePage({ heading: "You are signed in", lines: [], signedIn: true, wayToPerson: deps.wayToPerson() }),
      );
    return context.redirect("/", 303);
  });
  return routes;
};
