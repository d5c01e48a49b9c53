import type { MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";

const loopbackNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The host name of a `Host` header without its port, small letters; null when the header is missing or malformed. */
const hostName = (header: string | undefined): string | null =>
  /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/u.exec(header?.toLowerCase() ?? "")?.[1] ?? null;

/**
 * Refuses requests that name any host but this machine with status 421. A foreign page that points its own name at
 * 127.0.0.1 (DNS rebinding) still sends that name, so this check keeps it out.
 */
export const loopbackHostOnly: MiddlewareHandler = async (context, next) => {
  const name = hostName(context.req.header("host"));
  if (name === null || !loopbackNames.has(name)) throw new HTTPException(421);
  await next();
};

/** Headers of every response: nothing but this server's own files may load, nothing may frame it, nothing may be kept. */
export const consoleHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  // `no-referrer` would make browsers send `Origin: null` with forms, and the origin check would refuse them.
  referrerPolicy: "same-origin",
  // Plain HTTP on the loopback address: a promise of HTTPS would be ignored at best.
  strictTransportSecurity: false,
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
});

/** Pages hold what members asked, so no cache may keep them. A handler that sets its own rule (assets) wins. */
export const neverStored: MiddlewareHandler = async (context, next) => {
  await next();
  if (!context.res.headers.has("Cache-Control")) context.header("Cache-Control", "no-store");
};
