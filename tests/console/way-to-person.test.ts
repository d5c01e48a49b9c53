import { expect, test } from "vitest";
import { fakeConsole, send, signIn } from "../support/fake-console.ts";

test("every page names the way to a rep as it is now, also after another replica has synced another one", async () => {
  const now = { way: "Desk one: one@union.example." };
  const { app } = fakeConsole({ wayToPerson: () => now.way });
  const cookie = await signIn(app);
  const pages = async (): Promise<string[]> => {
    const paths = ["/", "/sources", "/threads/none", "/nowhere"];
    const signedIn = paths.map((path) => send(app, path, { cookie }));
    const signedOut = [send(app, "/"), send(app, "/login?token=wrong")];
    return Promise.all([...signedIn, ...signedOut].map(async (page) => (await page).text()));
  };
  for (const page of await pages()) expect(page).toContain("Desk one");
  now.way = "Desk two: two@union.example.";
  for (const page of await pages()) {
    expect(page).toContain("Desk two");
    expect(page).not.toContain("Desk one");
  }
});
