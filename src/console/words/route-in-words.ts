import type { RouteName } from "../../domain/route.ts";

const words: Record<RouteName, string> = {
  general: "A general question, to be answered from the sources",
  personal: "The member's own situation, for a rep",
  deadline: "The member's own situation with a date running, for a rep soon",
  crisis: "Danger to someone's life or health, for people at once",
  greeting: "A greeting",
  thanks: "A thank-you",
  about_bot: "A question about Noticeboard itself",
  membership_office: "A matter for the membership office",
  off_topic: "Outside the union's business",
  abuse: "Abuse",
  injection: "An attempt to change how Noticeboard works",
  unreadable: "Nothing that can be read as words",
};

/** What the router took a message for, in plain words. */
export const routeInWords = (route: RouteName): string => words[route];
