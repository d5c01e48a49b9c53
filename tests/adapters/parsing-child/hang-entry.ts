/** A stand-in for the parse entry: hangs, eats memory, dies or answers, as the file's name says. */
process.on("message", (file: { name: string }) => {
  if (file.name === "hang") for (;;);
  if (file.name === "die") process.exit(3);
  if (file.name === "eat") {
    const eaten: number[][] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, (_, index) => index + eaten.length));
  }
  process.send?.({ ok: false, code: "empty", message: String(process.pid) });
});
process.on("disconnect", () => process.exit(0));
