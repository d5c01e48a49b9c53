/**
 * The claims that are complete in a reply that is still being written: every whole object of the `claims` array in
 * `textSoFar`, parsed, in order. What is not yet whole, or is no JSON, is left out. Linear in the length of the text.
 */
export const claimsSoFar = (textSoFar: string): unknown[] => {
  const opened = /"claims"\s*:\s*\[/u.exec(textSoFar);
  if (!opened) return [];
  const claims: unknown[] = [];
  let depth = 0;
  let startsAt = -1;
  let inString = false;
  for (let place = opened.index + opened[0].length; place < textSoFar.length; place += 1) {
    const character = textSoFar[place];
    if (inString) {
      if (character === "\\") place += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") {
      if (depth === 0) startsAt = place;
      depth += 1;
    } else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth < 0) break;
      if (depth > 0) continue;
      try {
        claims.push(JSON.parse(textSoFar.slice(startsAt, place + 1)));
      } catch {
        break;
      }
    }
  }
  return claims;
};
