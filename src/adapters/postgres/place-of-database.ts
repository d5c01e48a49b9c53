/** A database in words, such as `database board on db.example.org:5432`, without user and password. `url` is a checked DATABASE_URL. */
export const placeOfDatabase = (url: string, schema: string | null): string => {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get("host") ?? (decodeURIComponent(hostname) || "localhost");
  const name = decodeURIComponent(pathname.slice(1));
  const database = name === "" ? "its user's database" : `database ${name}`;
  return `${database} on ${host}:${port || "5432"}${schema === null ? "" : `, schema ${schema}`}`;
};
